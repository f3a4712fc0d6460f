import Canonical
import Foundation

/// Where commands print.
enum Console {
    static func say(_ text: String) { print(text) }
    static func say(_ json: JSONText) { print(json.pretty) }
    static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Whether a person watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }
}
