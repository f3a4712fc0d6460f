import Ownership

/// A drop of the settings and the interface that it is bound to.
package struct DropBinding: Sendable, Hashable {
    package let drop: String
    /// As its contract declares it.
    package let subject: InterfaceLife

    package init(drop: String, subject: InterfaceLife) {
        self.drop = drop
        self.subject = subject
    }
}
