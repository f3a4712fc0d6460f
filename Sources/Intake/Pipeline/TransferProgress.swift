/// How far a long transfer has come: for a person who watches.
package struct TransferProgress: Sendable {
    package enum Step: String, Sendable {
        case archiving
        case checking
        case posting
    }

    package let step: Step
    /// Bytes read so far in this step.
    package let bytes: Int
    package let size: Int
    package let records: Int
}
