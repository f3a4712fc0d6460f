import Canonical
import Registry

/// A scalar value of a mapping, compiled.
final class ValuePlan: Sendable {
    indirect enum Source: Sendable {
        case fields([FieldRef])
        case constant(ImmutableBytes)
        case template([TemplatePart])
        case calculation(Formula)
        case sum(FieldRef)
        case count(record: Int)
        case cases([(when: Formula?, then: ValuePlan)])
    }

    enum TemplatePart: Sendable {
        case text(ImmutableBytes)
        case field(FieldRef)
    }

    enum Zone: Sendable {
        case named(String)
        case value(ValuePlan)
    }

    enum Negation: Sendable {
        case never
        case always
        case when(Formula)
    }

    let source: Source
    let condition: Formula?
    let codes: CodeTable?
    let missing: MissingCode
    let fallback: ImmutableBytes?
    let split: (separator: ImmutableBytes, part: Int)?
    let reading: FieldReading?
    let zone: Zone?
    let isMinorMoney: Bool
    let roundTo: UInt8?
    let negation: Negation
    /// For errors: the source field, or the canonical one where there is no single source.
    let label: String
    /// The source field where there is nothing else to the value: the common case, told apart once.
    let plainField: FieldRef?

    init(
        source: Source, condition: Formula?, codes: CodeTable?, missing: MissingCode, fallback: ImmutableBytes?,
        split: (separator: ImmutableBytes, part: Int)?, reading: FieldReading?, zone: Zone?, isMinorMoney: Bool,
        roundTo: UInt8?, negation: Negation, label: String
    ) {
        self.source = source
        self.condition = condition
        self.codes = codes
        self.missing = missing
        self.fallback = fallback
        self.split = split
        self.reading = reading
        self.zone = zone
        self.isMinorMoney = isMinorMoney
        self.roundTo = roundTo
        self.negation = negation
        self.label = label
        if case .fields(let refs) = source, refs.count == 1, case .never = negation, codes == nil, fallback == nil, split == nil,
            reading == nil, roundTo == nil, zone == nil
        {
            plainField = refs[0]
        } else {
            plainField = nil
        }
    }
}
