import Canonical
import Ownership

/// Who asks for an act on a cutover, and what they saw when they asked.
package struct ActRequest: Sendable {
    package var person: String
    /// The revision the caller looked at; `nil` where they did not say.
    package var revision: Int?
    /// Makes a repeated request safe.
    package var idempotencyKey: String?

    package init(by person: String, revision: Int? = nil, idempotencyKey: String? = nil) {
        self.person = person
        self.revision = revision
        self.idempotencyKey = idempotencyKey
    }
}

/// What is asked for.
package enum CutoverOrder: Sendable, Hashable {
    /// Writes the plan down, or changes it.
    case plan(CutoverPlan)
    case withdraw
    case shadow
    /// Evaluates the gates of an act, on the plan's cells at these locations; all where empty.
    case gates(CutoverAct, locations: [String])
    case approve(CutoverAct)
    case arm
    case go
    case abort(locations: [String])
    case rollback(locations: [String], incident: String)
    case confirm
    case seal
    case requestExemption(entity: String, location: String, date: BusinessDate, key: String, reason: String, until: BusinessDate)
    case grantExemption(Int64)

    /// A step that one person may take at once, whatever the state of the registry. Nothing moves forward on its way.
    package var isTowardsSafety: Bool {
        switch self {
        case .abort, .rollback, .confirm, .withdraw: true
        default: false
        }
    }

    /// Whether gates are evaluated on the way.
    var asksForEvidence: Bool {
        switch self {
        case .gates, .arm, .seal: true
        default: false
        }
    }
}
