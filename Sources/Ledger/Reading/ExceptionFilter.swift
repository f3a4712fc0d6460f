import Canonical

/// Which exceptions to list; `nil` means any.
package struct ExceptionFilter: Sendable, Hashable {
    package var state: ExceptionState?
    package var transfer: Int64?
    /// The interface's id, without version.
    package var interface: String?
    package var `class`: Finding.Class?
    package var rule: String?

    package init(
        state: ExceptionState? = nil, transfer: Int64? = nil, interface: String? = nil,
        class: Finding.Class? = nil, rule: String? = nil
    ) {
        self.state = state
        self.transfer = transfer
        self.interface = interface
        self.class = `class`
        self.rule = rule
    }
}
