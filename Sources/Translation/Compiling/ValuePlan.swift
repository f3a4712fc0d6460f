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
    /// The source field where there is just one.
    let soleField: FieldRef?
    /// The same where there is nothing else to the value: the common case, told apart once.
    let plainField: FieldRef?
    /// Whether a sensitive source field takes part.
    let isSensitive: Bool

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
        if case .fields(let refs) = source, refs.count == 1 { soleField = refs[0] } else { soleField = nil }
        isSensitive = source.isSensitive
        if case .fields(let refs) = source, refs.count == 1, case .never = negation, codes == nil, fallback == nil, split == nil,
            reading == nil, roundTo == nil, zone == nil
        {
            plainField = refs[0]
        } else {
            plainField = nil
        }
    }
}

extension ValuePlan.Source {
    fileprivate var isSensitive: Bool {
        switch self {
        case .fields(let refs): refs.contains(where: \.reading.isSensitive)
        case .constant, .count: false
        case .template(let parts): parts.contains { if case .field(let ref) = $0 { ref.reading.isSensitive } else { false } }
        case .calculation(let formula): formula.isSensitive
        case .sum(let ref): ref.reading.isSensitive
        case .cases(let cases): cases.contains { $0.when?.isSensitive == true || $0.then.isSensitive }
        }
    }
}
