/// A file of the registry that is not used until it is put right, and what is wrong with it.
package struct BrokenFile: Sendable {
    package enum Subject: Sendable, Hashable {
        /// `nil` where the file's name is no version: then it may be any.
        case interface(String, Version?)
        case kind(String, Int?)
        case crosswalk(String)
        case cutover(String)
    }

    /// What it is by its place, and what it says it is where that is something else.
    package var subjects: [Subject]
    /// Path below `Interfaces/`.
    package var file: String
    package var complaints: [Complaint]
    /// A definition as far as it can be read, for the check to go on with.
    package var draft: InterfaceDefinition?
    /// Parts of the draft could not be read.
    package var isPartial = false
    /// An interface that says it is proposed or retired: another version is the current one.
    package var stepsAside = false

    package init(_ subject: Subject, file: String, complaints: [Complaint]) {
        subjects = [subject]
        self.file = file
        self.complaints = complaints
    }

    package var isInterface: Bool {
        subjects.contains { if case .interface = $0 { true } else { false } }
    }

    /// How people name it: `till.sales@1.0.0`.
    package var name: String {
        switch subjects.first {
        case .interface(let id, let version?): "\(id)@\(version)"
        case .kind(let name, let version?): "\(name)@\(version)"
        case .crosswalk(let name): "the crosswalk \(name)"
        case .cutover(let name): "the cutover \(name)"
        default: file
        }
    }
}
