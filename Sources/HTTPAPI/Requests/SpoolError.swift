import Foundation

/// A request body could not be laid aside while it arrived.
struct SpoolError: Error, CustomStringConvertible {
    let code: Int32

    var isFull: Bool { code == ENOSPC || code == EDQUOT }
    var description: String { "the spool folder: \(String(cString: strerror(code)))" }
}
