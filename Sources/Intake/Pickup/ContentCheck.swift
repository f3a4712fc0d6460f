import Canonical
import Foundation
import Ledger
import Transport

import struct Crypto.SHA256

/// Tells whether a file at its source is the one that was read and archived, by its content: size and time can
/// be those of another one.
struct ContentCheck {
    let session: any EndpointSession
    let archive: Archive
    let lease: Lease

    /// Files up to this size are read again as a whole; of larger ones the beginning and the end.
    static let wholeUpTo: Int64 = 16 << 20
    private static let edge = 1 << 20

    /// Also where nothing is there any more: there is nothing else to lose.
    func isWhatWasRead(_ path: RemotePath, _ pickup: Pickup) throws -> Bool {
        guard let there = try session.stat(path) else { return true }
        guard there.kind == .file, Int64(clamping: there.size) == pickup.size, let digest = pickup.digest else { return false }
        do {
            // A rename that had to copy gives a file a new time; then only the whole content can tell.
            if pickup.size > Self.wholeUpTo, pickup.isSame(there), let archived = edges(archive.path(of: digest), pickup.size) {
                return try edges(path, pickup.size) == archived
            }
            return try self.digest(path, from: 0, atMost: .max) == digest
        } catch let error as TransportError where error.kind == .notFound {
            return true
        }
    }

    private struct Enough: Error {}

    private func digest(_ path: RemotePath, from offset: UInt64, atMost limit: Int) throws -> Digest {
        var hash = SHA256()
        var left = limit
        do {
            try session.read(path, from: offset) { chunk in
                try lease.keep()
                hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: chunk.prefix(left)))
                left -= min(left, chunk.count)
                if left == 0 { throw Enough() }
            }
        } catch is Enough {}
        return Digest(hash.finalize())
    }

    private func edges(_ path: RemotePath, _ size: Int64) throws -> [Digest] {
        try [0, size - Int64(Self.edge)].map { try digest(path, from: UInt64($0), atMost: Self.edge) }
    }

    /// The same of the archived bytes; `nil` if they cannot be read.
    private func edges(_ file: String, _ size: Int64) -> [Digest]? {
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        return try? [0, size - Int64(Self.edge)].map { offset in
            try handle.seek(toOffset: UInt64(offset))
            return Digest.of(try handle.read(upToCount: Self.edge) ?? Data())
        }
    }
}
