/// One version of an interface, whose facts it states, and its life.
package struct InterfaceLife: Sendable, Hashable {
    package let interface: String
    package let version: String
    package let writer: String
    package var life: Life

    package init(interface: String, version: String, writer: String, life: Life) {
        self.interface = interface
        self.version = version
        self.writer = writer
        self.life = life
    }

    /// `ID@VERSION`.
    package var reference: String { "\(interface)@\(version)" }
}
