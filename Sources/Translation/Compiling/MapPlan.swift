import Canonical
import Registry

/// How one kind of group becomes a canonical record, compiled.
final class MapPlan: Sendable {
    let kind: Kind
    /// Index of the kind in the plan, and so in batches.
    let kindIndex: Int
    let root: Int
    let condition: Formula?
    /// The condition as the definition has it.
    let conditionText: String
    let targets: [TargetPlan]
    /// Evaluated before anything is written, since other values depend on them.
    let entity: TargetPlan?
    let anchor: TargetPlan?
    let currency: TargetPlan?
    let registers: [Register]
    let checks: [Check]
    /// Fields of a group's rows that the record has once: all rows must say the same.
    let shared: [FieldRef]
    /// How each part of the key is written.
    let keyNormalisations: [KeyNormalisation]
    /// The part of the key that is made of what the record says.
    let identity: Identity?

    /// Whether the record has its identity in a field, and not in its key alone.
    let writesIdentity: Bool

    struct Identity: Sendable {
        let names: [String]
        let keyPart: Int

        init?(_ kind: Kind) {
            guard let field = kind.identityField, let part = kind.key.firstIndex(of: field.name) else { return nil }
            (names, keyPart) = (field.identity, part)
        }
    }

    /// A rule over the finished record.
    struct Check: Sendable {
        let text: String
        let formula: Formula
        /// Only records for which this holds are checked.
        let condition: Formula?
        let failure: CheckDefinition.Failure
        let advice: String?
        let values: [CheckedValue]
    }

    /// What a register makes of the values that feed it.
    enum Register: Sendable, Equatable {
        case sum
        /// Elements of a list.
        case count
        case least
        case most
        /// How many values came before.
        case repeats
        /// The value of the list's element at hand.
        case element
        /// For how many elements a rule did not hold.
        case failures
    }

    /// A rule over each element of a list.
    struct ElementRule: Sendable {
        let list: String
        let formula: Formula
        /// Counts the elements for which it does not hold.
        let failures: Int
        /// The registers it looks at, which begin anew with each element.
        let values: [Int]
    }

    /// A value that a check compares, for its error text.
    struct CheckedValue: Sendable {
        let name: String
        let register: Int
        /// A single field, not a sum or count. Where the record does not have it, there is nothing to compare.
        let isScalar: Bool
    }

    init(
        kind: Kind, kindIndex: Int, root: Int, condition: Formula?, conditionText: String = "", targets: [TargetPlan],
        registers: [Register],
        checks: [Check], shared: [FieldRef] = []
    ) {
        self.kind = kind
        self.kindIndex = kindIndex
        self.root = root
        self.condition = condition
        self.conditionText = conditionText
        self.targets = targets
        entity = targets.first { $0.role == .entity }
        anchor = targets.first { $0.role == .anchor }
        currency = targets.first { $0.role == .currency }
        self.registers = registers
        self.checks = checks
        self.shared = shared
        keyNormalisations = kind.key.map(kind.normalisation)
        writesIdentity = targets.contains { $0.made != nil }
        identity = Identity(kind)
    }
}
