import Canonical
import Foundation
import Ledger

import struct Crypto.SHA256

/// Every byte that was ever received, once, under its SHA-256, never overwritten and never changed.
///
/// `<folder>/ab/abcdef…` holds the content; `<folder>/staging` what is still being written, which is
/// emptied at start. A name from outside is never part of a path. Only its owner reads any of it.
package struct Archive: Sendable {
    package struct Stored: Sendable, Hashable {
        package let digest: Digest
        package let size: Int
        package let path: String
    }

    package let folder: String
    private var staging: String { folder + "/staging" }

    /// - Throws: `ArchiveError` if the folder cannot be made.
    package init(folder: String) throws {
        self.folder = folder
        // An earlier release let a group look into it.
        PrivateFiles.tightenTree(folder)
        try Self.makeFolder(folder)
        try Self.makeFolder(folder + "/staging")
    }

    /// Removes what earlier runs left half-written. What a process is writing right now is locked by it
    /// and stays.
    package func sweep() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? [] {
            var descriptor = open("\(staging)/\(name)", O_WRONLY | O_CLOEXEC)
            // One that was about to be moved into place is read-only already.
            if descriptor < 0 { descriptor = open("\(staging)/\(name)", O_RDONLY | O_CLOEXEC) }
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink("\(staging)/\(name)") }
            close(descriptor)
        }
    }

    /// Where the bytes of a digest are, whether or not they are there.
    package func path(of digest: Digest) -> String { "\(folder)/\(digest.hex.prefix(2))/\(digest.hex)" }

    package func holds(_ digest: Digest) -> Bool { FileManager.default.fileExists(atPath: path(of: digest)) }

    /// Bytes free for more.
    package var freeSpace: Int {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    /// Stores what `produce` hands over chunk by chunk. Durable when it returns: the file and its
    /// folder are on disk.
    package func store(_ produce: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws -> Stored {
        let (temporary, descriptor) = try makeTemporary()
        var isKept = false
        defer {
            close(descriptor)
            if !isKept { unlink(temporary) }
        }
        var hash = SHA256()
        var size = 0
        try produce { chunk in
            hash.update(bufferPointer: chunk)
            size += chunk.count
            try Self.write(chunk, to: descriptor)
        }
        guard fsync(descriptor) == 0 else { throw ArchiveError(verb: "sync", code: errno) }
        let digest = Digest(hash.finalize())
        let target = path(of: digest)
        if !FileManager.default.fileExists(atPath: target) {
            let isNew = try Self.makeFolder("\(folder)/\(digest.hex.prefix(2))")
            if isNew { try Self.syncFolder(folder) }
            guard chmod(temporary, 0o400) == 0, rename(temporary, target) == 0 else { throw ArchiveError(verb: "rename", code: errno) }
            isKept = true
            try Self.syncFolder("\(folder)/\(digest.hex.prefix(2))")
        }
        return Stored(digest: digest, size: size, path: target)
    }

    /// A new file for staging, locked against a sweep.
    private func makeTemporary() throws -> (String, Int32) {
        while true {
            let path = "\(staging)/\(UUID().uuidString)"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw ArchiveError(verb: "create", code: errno) }
            var status = stat()
            // A sweep that came between creating and locking has removed it: another one is made.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 {
                return (path, descriptor)
            }
            close(descriptor)
            unlink(path)
        }
    }

    private static func write(_ chunk: UnsafeRawBufferPointer, to descriptor: Int32) throws {
        var rest = chunk
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw ArchiveError(verb: "write", code: errno)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Whether it was not there before.
    @discardableResult
    private static func makeFolder(_ path: String) throws -> Bool {
        do {
            return try PrivateFiles.makeFolder(path)
        } catch {
            throw ArchiveError(verb: "make folder", code: (error as? POSIXError)?.code.rawValue ?? errno)
        }
    }

    private static func syncFolder(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(verb: "sync", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw ArchiveError(verb: "sync", code: errno) }
    }
}
