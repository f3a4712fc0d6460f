/// One line, or one group of lines, of `/metrics`.
protocol Series: AnyObject, Sendable {
    func write(_ name: String, _ labels: Labels, to text: inout MetricsText)
}
