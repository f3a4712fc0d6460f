import Ownership

/// What meets somebody who knocks at an interface, as of one moment.
package struct Admission: Sendable, Hashable {
    /// The life that counts.
    package let subject: InterfaceLife
    /// Whether the caller is new to an interface that takes nobody new.
    package let isTooLate: Bool
    /// The one that takes effect.
    package let brownout: Brownout?
}
