/// A password, passphrase or private key text. Prints as `(secret)` in every form: description,
/// debug description, `dump` and reflection of whatever holds it.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let text: String

    package init(_ text: String) { self.text = text }

    /// The value itself: only for the call that needs it.
    package var revealed: String { text }

    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
