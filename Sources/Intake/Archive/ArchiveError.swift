import Foundation

/// The archive's own disk did not do what it should. Always technical, always worth another try.
package struct ArchiveError: Error, Sendable, CustomStringConvertible {
    package let verb: String
    package let code: Int32

    package var isFull: Bool { code == ENOSPC || code == EDQUOT }

    package var description: String {
        let reason = String(cString: strerror(code))
        let advice = isFull ? "Free space in the data folder" : "Check the data folder's disk and permissions"
        return "the archive could not \(verb): \(reason). \(advice)"
    }
}
