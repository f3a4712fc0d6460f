import Registry

/// A source field made ready for reading: everything that can be worked out before the first byte.
final class FieldReading: Sendable {
    let kind: FieldFormat.Kind
    let number: NumberPattern
    let isNumber: Bool
    /// The field of the same record that holds the sign, and the text that means negative.
    let signField: Int?
    let negative: ImmutableBytes?
    let pattern: DatePattern
    let zone: String
    let absent: [ImmutableBytes]
    let isRequired: Bool
    let isSensitive: Bool
    /// Whether spaces around the text belong to the layout and not to the value.
    let trims: Bool

    init(
        _ format: FieldFormat, absent: [String] = [], isRequired: Bool = false, isSensitive: Bool = false, trims: Bool = true,
        signField: Int? = nil, negative: ImmutableBytes? = nil
    ) {
        self.signField = signField
        self.negative = negative
        kind = format.kind
        number = NumberPattern(format.number, isWhole: format.kind == .integer)
        isNumber = format.kind == .decimal || format.kind == .integer
        pattern = DatePattern(format.pattern)
        zone = format.zone
        self.absent = absent.map { ImmutableBytes($0) }
        self.isRequired = isRequired
        self.isSensitive = isSensitive
        self.trims = trims || format.kind != .text
    }
}
