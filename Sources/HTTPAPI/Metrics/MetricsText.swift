import Canonical

/// Writes the Prometheus text exposition format, version 0.0.4.
struct MetricsText: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func family(_ name: String, _ kind: MetricFamily.Kind) {
        bytes.append(contentsOf: "# TYPE \(name) \(kind.rawValue)\n".utf8)
    }

    mutating func sample(_ name: String, _ labels: Labels, _ value: Double) {
        bytes.append(contentsOf: name.utf8)
        if !labels.pairs.isEmpty {
            bytes.append("{")
            for (index, pair) in labels.pairs.enumerated() {
                bytes.append(contentsOf: "\(index > 0 ? "," : "")\(pair.name)=\"".utf8)
                escape(pair.value)
                bytes.append("\"")
            }
            bytes.append("}")
        }
        bytes.append(contentsOf: " \(Self.number(value))\n".utf8)
    }

    /// A family of gauges that are read at the moment of the scrape.
    mutating func gauges(_ name: String, _ samples: [([(String, String)], Double)]) {
        guard !samples.isEmpty else { return }
        family(name, .gauge)
        for (labels, value) in samples { sample(name, Labels(labels), value) }
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    private mutating func escape(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append("\\\\")
            case UInt8(ascii: "\""): bytes.append("\\\"")
            case UInt8(ascii: "\n"): bytes.append("\\n")
            default: bytes.append(byte)
            }
        }
    }
}
