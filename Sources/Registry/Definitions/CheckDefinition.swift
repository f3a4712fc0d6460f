/// A rule over a finished canonical record.
package struct CheckDefinition: Sendable {
    package enum Failure: String, Sendable, CaseIterable {
        case businessException = "business-exception"
        case technicalException = "technical-exception"
        /// The record is accepted and flagged.
        case warning
    }

    package var text: String
    package var condition: Expression
    package var failure: Failure
    package var place: Place
}
