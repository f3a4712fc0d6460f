/// All series of one name: they are of one type, and of a limited number.
struct MetricFamily: Sendable {
    enum Kind: String, Sendable { case counter, gauge, histogram }

    let kind: Kind
    var series: [Labels: any Series] = [:]
}
