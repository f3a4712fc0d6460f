import Foundation

/// POSIX calls as Swift has them: interrupted ones go on, failures are thrown with their number.
enum SystemCall {
    struct Failure: Error { let code: Int32 }

    /// Runs `call` until it is not interrupted by a signal. -1 is thrown as `errno`.
    @discardableResult
    static func retry<Result: FixedWidthInteger & SignedInteger>(
        _ call: () -> Result
    ) throws(Failure) -> Result {
        while true {
            let result = call()
            if result != -1 { return result }
            let code = errno
            if code != EINTR { throw Failure(code: code) }
        }
    }

    static func openat(
        _ folder: Descriptor, _ name: [UInt8], _ flags: Int32, mode: mode_t = 0
    ) throws(Failure) -> Descriptor {
        let raw = try name.withCString { text throws(Failure) in
            try retry { Foundation.openat(folder.raw, text, flags | O_CLOEXEC, mode) }
        }
        return Descriptor(owning: raw)
    }

    /// Does not follow a link.
    static func fstatat(_ folder: Descriptor, _ name: [UInt8]) throws(Failure) -> stat {
        var status = stat()
        try name.withCString { text throws(Failure) in
            _ = try retry { Foundation.fstatat(folder.raw, text, &status, AT_SYMLINK_NOFOLLOW) }
        }
        return status
    }

    static func fstat(_ file: Descriptor) throws(Failure) -> stat {
        var status = stat()
        try retry { Foundation.fstat(file.raw, &status) }
        return status
    }

    static func unlinkat(_ folder: Descriptor, _ name: [UInt8]) throws(Failure) {
        try name.withCString { text throws(Failure) in
            _ = try retry { Foundation.unlinkat(folder.raw, text, 0) }
        }
    }

    /// Waits until the content, or the names in a folder, are on the disk.
    static func fsync(_ file: Descriptor) throws(Failure) {
        try retry { Foundation.fsync(file.raw) }
    }

    static func writeAll(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let count = try retry { Foundation.write(file.raw, start, rest.count) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }
}
