import Canonical
import Registry

/// How one kind of group becomes a canonical record, compiled.
final class MapPlan: Sendable {
    let kind: Kind
    /// Index of the kind in the plan, and so in batches.
    let kindIndex: Int
    let root: Int
    let condition: Formula?
    let targets: [TargetPlan]
    /// Evaluated before anything is written, since other values depend on them.
    let entity: TargetPlan?
    let anchor: TargetPlan?
    let currency: TargetPlan?
    let registerCount: Int
    let checks: [Check]
    /// How each part of the key is written.
    let keyNormalisations: [KeyNormalisation]

    /// A rule over the finished record.
    struct Check: Sendable {
        let text: String
        let formula: Formula
        let failure: CheckDefinition.Failure
        let values: [CheckedValue]
    }

    /// A value that a check compares, for its error text.
    struct CheckedValue: Sendable {
        let name: String
        let register: Int
        /// A single field, not a sum or count. Where the record does not have it, the check says nothing.
        let isScalar: Bool
    }

    init(
        kind: Kind, kindIndex: Int, root: Int, condition: Formula?, targets: [TargetPlan], registerCount: Int,
        checks: [Check]
    ) {
        self.kind = kind
        self.kindIndex = kindIndex
        self.root = root
        self.condition = condition
        self.targets = targets
        entity = targets.first { $0.role == .entity }
        anchor = targets.first { $0.role == .anchor }
        currency = targets.first { $0.role == .currency }
        self.registerCount = registerCount
        self.checks = checks
        keyNormalisations = kind.key.map { kind.field($0)?.normalisation ?? .none }
    }
}
