/// A name or folder that cannot be one: refused before anything is asked of a disk or a server.
package struct InvalidName: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Sendable {
        case empty = "it is empty"
        case dots = "it is . or .."
        case separator = "a file name has no /"
        case zeroByte = "it has a zero byte"
        case absolute = "a folder is given from the root of its endpoint, without a leading /"
        case climbs = "it climbs with .."
    }

    package let reason: Reason
    /// The refused text, escaped.
    package let shown: String

    package var description: String { "the name \"\(shown)\" is refused: \(reason.rawValue)" }
}
