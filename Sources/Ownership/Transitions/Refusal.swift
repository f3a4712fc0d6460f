/// Why an act on a cutover was not done, one sentence for each thing that is missing, in the order in
/// which somebody would put them right. Nothing has changed.
package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Cause: String, Sendable {
        /// The cutover is not where the act begins.
        case state
        /// Evidence or approvals are missing.
        case requirements
        /// This person may not.
        case permission
        /// Somebody changed the cutover since the caller looked.
        case revision
        /// The request itself makes no sense.
        case request
    }

    package let cause: Cause
    package let reasons: [String]

    package init(_ cause: Cause, _ reasons: [String]) {
        self.cause = cause
        self.reasons = reasons
    }

    package init(_ cause: Cause, _ reason: String) { self.init(cause, [reason]) }

    package var description: String { reasons.joined(separator: " ") }
}
