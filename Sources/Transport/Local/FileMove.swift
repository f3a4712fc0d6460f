import Foundation

/// Moves a file to another file system: copies it under a temporary name, makes the copy durable,
/// renames it into place without overwriting, and only then removes the source. Every failure
/// leaves the source as it was and no second copy.
struct FileMove {
    let source: Descriptor
    let name: [UInt8]
    let target: Descriptor
    let newName: [UInt8]
    let temporary: [UInt8]

    func run() throws(SystemCall.Failure) {
        let (file, before) = try SystemCall.openPlainFile(source, name)
        let copy = try SystemCall.openat(
            target, temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, mode: 0o600)
        do throws(SystemCall.Failure) {
            try fill(copy, from: file)
            try SystemCall.retry { fchmod(copy.raw, before.st_mode & 0o777) }
            try keepTimes(of: before, on: copy)
            try SystemCall.fsync(copy)
            let after = try SystemCall.fstat(file)
            guard EndpointEntry.stamp(before) == EndpointEntry.stamp(after) else {
                throw SystemCall.Failure(code: EBUSY)
            }
            try SystemCall.renameNoReplace(target, temporary, target, newName)
        } catch {
            try? SystemCall.unlinkat(target, temporary)
            throw error
        }
        try SystemCall.syncFolder(target)
        do {
            try SystemCall.unlinkat(source, name)
        } catch {
            try? SystemCall.unlinkat(target, newName)
            throw error
        }
        try SystemCall.syncFolder(source)
    }

    private func fill(_ copy: Descriptor, from file: Descriptor) throws(SystemCall.Failure) {
        let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { space.deallocate() }
        while true {
            let count = try SystemCall.retry { read(file.raw, space.baseAddress, space.count) }
            if count == 0 { return }
            try SystemCall.writeAll(copy, UnsafeRawBufferPointer(rebasing: space[..<count]))
        }
    }

    private func keepTimes(of status: stat, on copy: Descriptor) throws(SystemCall.Failure) {
        #if os(Linux)
            let times = [status.st_atim, status.st_mtim]
        #else
            let times = [status.st_atimespec, status.st_mtimespec]
        #endif
        try SystemCall.retry { futimens(copy.raw, times) }
    }
}

extension EndpointEntry {
    /// Size and time of a change in nanoseconds, to see a writer at work during a copy.
    fileprivate static func stamp(_ status: stat) -> [Int] {
        #if os(Linux)
            [Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        #else
            [Int(status.st_size), status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec]
        #endif
    }
}
