import Canonical
import Foundation

/// A session on a local folder: holds the root open, so that all calls see the same folder even if
/// its path is renamed meanwhile.
final class LocalSession: EndpointSession {
    private static let largestBuffer = 1 << 20

    let place: String
    private var walk: FolderWalk?
    private var buffer = TransferBuffer()

    init(place: String, walk: FolderWalk) {
        self.place = place
        self.walk = walk
    }

    var isOpen: Bool { walk != nil }

    func close() { walk = nil }

    func list(_ folder: RemoteFolder, visit: (EndpointEntry) throws -> Bool) throws {
        let shown = folder.description
        let descriptor = try self.folder(folder, .list, shown)
        let listing = try perform(.list, shown) { () throws(SystemCall.Failure) in
            try FolderListing(descriptor)
        }
        while let entry = try perform(
            .list, shown, { () throws(SystemCall.Failure) in try listing.next() })
        {
            if try !visit(entry) { return }
        }
    }

    func stat(_ path: RemotePath) throws(TransportError) -> EndpointEntry? {
        do {
            let folder = try self.folder(path.folder, .stat, path.description)
            let status = try perform(.stat, path.description) { () throws(SystemCall.Failure) in
                try SystemCall.fstatat(folder, path.name.bytes)
            }
            return EndpointEntry(name: path.name, status: status)
        } catch  where error.kind == .notFound || error.kind == .notAFolder {
            return nil
        }
    }

    func read(_ path: RemotePath, from offset: UInt64, chunk: (UnsafeRawBufferPointer) throws -> Void) throws -> UInt64 {
        let shown = path.description
        let folder = try self.folder(path.folder, .read, shown)
        let (file, status) = try perform(.read, shown) { () throws(SystemCall.Failure) in
            try SystemCall.openPlainFile(folder, path.name.bytes)
        }
        if offset > 0 {
            try perform(.read, shown) { () throws(SystemCall.Failure) in
                guard lseek(file.raw, off_t(clamping: offset), SEEK_SET) >= 0 else { throw SystemCall.Failure(code: errno) }
            }
        }
        let space = buffer.space(for: UInt64(clamping: status.st_size), atMost: Self.largestBuffer)
        var total: UInt64 = 0
        while true {
            let count = try perform(.read, shown) { () throws(SystemCall.Failure) in
                try SystemCall.retry { Foundation.read(file.raw, space.baseAddress, space.count) }
            }
            if count == 0 { return total }
            total += UInt64(count)
            try chunk(UnsafeRawBufferPointer(rebasing: space[..<count]))
        }
    }

    func write(
        _ path: RemotePath, from source: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> UInt64 {
        let shown = path.description
        let folder = try self.folder(path.folder, .write, shown)
        guard try stat(path) == nil else {
            throw TransportError(errno: EEXIST, .write, place: place, path: shown)
        }
        let temporary = path.temporarySibling().name.bytes
        let file = try perform(.write, shown) { () throws(SystemCall.Failure) in
            try SystemCall.openat(
                folder, temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, mode: 0o644)
        }
        let space = buffer.space(for: .max, atMost: Self.largestBuffer)
        do {
            var total: UInt64 = 0
            while case let count = try source(space), count > 0 {
                try perform(.write, shown) { () throws(SystemCall.Failure) in
                    try SystemCall.writeAll(file, UnsafeRawBufferPointer(rebasing: space[..<count]))
                }
                total += UInt64(count)
            }
            try perform(.write, shown) { () throws(SystemCall.Failure) in
                try SystemCall.fsync(file)
                try SystemCall.renameNoReplace(folder, temporary, folder, path.name.bytes)
                try SystemCall.syncFolder(folder)
            }
            return total
        } catch {
            try? SystemCall.unlinkat(folder, temporary)
            throw error
        }
    }

    func rename(_ from: RemotePath, to: RemotePath) throws(TransportError) {
        let source = try folder(from.folder, .rename, from.description)
        let target = try folder(to.folder, .rename, to.description)
        do {
            try SystemCall.renameNoReplace(source, from.name.bytes, target, to.name.bytes)
        } catch  where error.code == EXDEV {
            let temporary = to.temporarySibling().name.bytes
            try perform(.rename, from.description) { () throws(SystemCall.Failure) in
                try FileMove(
                    source: source, name: from.name.bytes, target: target,
                    newName: to.name.bytes, temporary: temporary
                ).run()
            }
        } catch {
            let subject = error.code == EEXIST ? to : from
            throw TransportError(
                errno: error.code, .rename, place: place, path: subject.description)
        }
    }

    func remove(_ path: RemotePath) throws(TransportError) {
        let folder = try self.folder(path.folder, .remove, path.description)
        try perform(.remove, path.description) { () throws(SystemCall.Failure) in
            try SystemCall.unlinkat(folder, path.name.bytes)
        }
    }

    func makeFolder(_ folder: RemoteFolder) throws(TransportError) {
        var above = RemoteFolder.root
        for part in folder.parts {
            let parent = try self.folder(above, .makeFolder, folder.description)
            above = above.appending(part)
            let result = part.bytes.withCString { mkdirat(parent.raw, $0, 0o755) }
            let code = errno
            if result == -1, code != EEXIST {
                throw TransportError(
                    errno: code, .makeFolder, place: place, path: folder.description)
            }
        }
        _ = try self.folder(folder, .makeFolder, folder.description)
    }

    /// Opens a folder below the root, or says why not.
    private func folder(
        _ folder: RemoteFolder, _ verb: TransportError.Verb, _ shown: String
    ) throws(TransportError) -> Descriptor {
        guard let walk else {
            throw TransportError(
                .connectionLost, verb, place: place, path: shown, detail: "the session is closed")
        }
        do {
            return try walk.open(folder)
        } catch {
            switch error {
            case .system(let code):
                throw TransportError(errno: code, verb, place: place, path: shown)
            case .leadsOut:
                throw TransportError(
                    .outsideRoot, verb, place: place, path: shown,
                    detail: "a symbolic link on the way leads out of the root folder")
            }
        }
    }

    @discardableResult
    private func perform<Result>(
        _ verb: TransportError.Verb, _ shown: String,
        _ body: () throws(SystemCall.Failure) -> Result
    ) throws(TransportError) -> Result {
        do {
            return try body()
        } catch {
            throw TransportError(errno: error.code, verb, place: place, path: shown)
        }
    }
}
