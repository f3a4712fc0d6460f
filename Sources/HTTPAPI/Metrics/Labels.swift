/// The labels of a series, in the order of their names.
struct Labels: Sendable, Hashable {
    private(set) var pairs: [Pair]

    struct Pair: Sendable, Hashable {
        let name: String
        let value: String
    }

    init(_ pairs: [(String, String)] = []) {
        self.pairs = pairs.map { Pair(name: MetricName.clean($0.0), value: $0.1) }.sorted { $0.name < $1.name }
    }

    /// Where the series goes that would be one too many.
    static let overflow = Labels([("overflow", "true")])

    func adding(_ name: String, _ value: String) -> Labels {
        var labels = self
        labels.pairs.append(Pair(name: name, value: value))
        return labels
    }
}
