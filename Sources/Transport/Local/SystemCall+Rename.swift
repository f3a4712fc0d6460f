import Foundation

extension SystemCall {
    private typealias RenameAt2 =
        @convention(c) (
            Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
        ) -> Int32

    /// `renameat2(2)`: Swift's Glibc module does not show it (it needs `_GNU_SOURCE`), so it is
    /// looked up at run time. `nil` where the C library has none.
    private static let renameat2: RenameAt2? = dlsym(nil, "renameat2").map {
        unsafeBitCast($0, to: RenameAt2.self)
    }

    /// `RENAME_NOREPLACE`.
    private static let noReplace: UInt32 = 1

    /// Renames and fails with `EEXIST` rather than replace an existing name.
    ///
    /// In this order: `renameat2` (atomic, needs only the right to write the folders); link and
    /// unlink where the file system knows no `RENAME_NOREPLACE` (NFS); look and rename where it has
    /// no hard links either (VFAT), with a gap of microseconds that nothing can close there.
    static func renameNoReplace(
        _ fromFolder: Descriptor, _ from: [UInt8], _ toFolder: Descriptor, _ to: [UInt8]
    ) throws(Failure) {
        try from.withCString { from throws(Failure) in
            try to.withCString { to throws(Failure) in
                try rename(fromFolder.raw, from, toFolder.raw, to)
            }
        }
    }

    private static func rename(
        _ fromFolder: Int32, _ from: UnsafePointer<CChar>,
        _ toFolder: Int32, _ to: UnsafePointer<CChar>
    ) throws(Failure) {
        if let renameat2 {
            do {
                try retry { renameat2(fromFolder, from, toFolder, to, noReplace) }
                return
            } catch  where ![EINVAL, ENOSYS].contains(error.code) {
                throw error
            } catch {}
        }
        do {
            try retry { linkat(fromFolder, from, toFolder, to, 0) }
            try retry { Foundation.unlinkat(fromFolder, from, 0) }
            return
        } catch  where ![EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.code) {
            throw error
        } catch {}
        var status = stat()
        if Foundation.fstatat(toFolder, to, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            throw Failure(code: EEXIST)
        }
        try retry { renameat(fromFolder, from, toFolder, to) }
    }
}
