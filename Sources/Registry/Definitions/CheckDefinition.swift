/// A rule over a finished canonical record, and the source records it was made of.
package struct CheckDefinition: Sendable {
    package enum Failure: String, Sendable, CaseIterable {
        case businessException = "business-exception"
        case technicalException = "technical-exception"
        /// The record is accepted and flagged.
        case warning
    }

    package var text: String
    package var condition: Expression
    /// Only records for which this holds are checked.
    package var guardCondition: Expression?
    package var failure: Failure
    /// What to do where it does not hold.
    package var advice: String?
    package var place: Place
}
