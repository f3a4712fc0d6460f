/// Settings that read well but cannot be served.
package struct SettingsError: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ text: String) { description = text }
}
