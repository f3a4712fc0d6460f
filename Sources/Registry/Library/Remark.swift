/// What the check says of a file that is used all the same.
package struct Remark: Sendable {
    /// Path below `Interfaces/`.
    package let file: String
    package let complaints: [Complaint]

    package init(file: String, complaints: [Complaint]) {
        self.file = file
        self.complaints = complaints
    }
}
