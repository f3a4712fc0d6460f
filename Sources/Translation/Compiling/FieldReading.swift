import Registry

/// A source field made ready for reading: everything that can be worked out before the first byte.
struct FieldReading: Sendable {
    let kind: FieldFormat.Kind
    let number: NumberFormat
    /// The field of the same record that holds the sign, and the text that means negative.
    var signField: Int?
    var negative: ImmutableBytes?
    let pattern: DatePattern
    let zone: String
    let absent: [ImmutableBytes]
    let isRequired: Bool
    let isSensitive: Bool
    /// Whether spaces around the text belong to the layout and not to the value.
    let trims: Bool

    init(_ format: FieldFormat, absent: [String] = [], isRequired: Bool = false, isSensitive: Bool = false, trims: Bool = true) {
        kind = format.kind
        number = format.number
        pattern = DatePattern(format.pattern)
        zone = format.zone
        self.absent = absent.map { ImmutableBytes($0) }
        self.isRequired = isRequired
        self.isSensitive = isSensitive
        self.trims = trims || format.kind != .text
    }
}
