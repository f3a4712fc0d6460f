import Foundation

/// Opens folders below a root, one part at a time, and never ends up outside of it.
///
/// Links are resolved here instead of by the kernel, so that one which leads out of the root is
/// refused and one that stays inside works, with no gap between the check and the opening.
struct FolderWalk {
    enum Failure: Error {
        case system(Int32)
        case leadsOut
    }

    private static let mostLinks = 16
    /// `O_PATH`: a folder can be walked through with the right to enter but not to list it.
    #if os(Linux)
        private static let enter = O_DIRECTORY | O_NOFOLLOW | 0o10000000
    #else
        private static let enter = O_DIRECTORY | O_NOFOLLOW
    #endif

    let root: Descriptor
    /// The parts of the root's absolute path with all links resolved: an absolute link may point below it.
    let rootParts: [[UInt8]]

    init(root path: String) throws(SystemCall.Failure) {
        guard let resolved = realpath(path, nil) else { throw SystemCall.Failure(code: errno) }
        defer { free(resolved) }
        let raw = try SystemCall.retry { Foundation.open(resolved, Self.enter | O_CLOEXEC) }
        root = Descriptor(owning: raw)
        let bytes = UnsafeBufferPointer(start: resolved, count: strlen(resolved))
        rootParts = Self.split(bytes.map(UInt8.init(bitPattern:)))
    }

    func open(_ folder: RemoteFolder) throws(Failure) -> Descriptor {
        var stack = [root]
        var rest: [[UInt8]] = folder.parts.reversed().map(\.bytes)
        var links = 0
        while let part = rest.popLast() {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                guard stack.count > 1 else { throw .leadsOut }
                stack.removeLast()
                continue
            }
            let here = stack[stack.count - 1]
            do {
                stack.append(try SystemCall.openat(here, part, Self.enter))
            } catch {
                guard [ELOOP, ENOTDIR].contains(error.code), let target = Self.link(here, part)
                else {
                    throw .system(error.code)
                }
                links += 1
                guard links <= Self.mostLinks else { throw .system(ELOOP) }
                var parts = Self.split(target)
                if target.first == UInt8(ascii: "/") {
                    guard parts.starts(with: rootParts) else { throw .leadsOut }
                    parts.removeFirst(rootParts.count)
                    stack = [root]
                }
                rest += parts.reversed()
            }
        }
        return stack[stack.count - 1]
    }

    private static func split(_ path: [UInt8]) -> [[UInt8]] {
        path.split(separator: UInt8(ascii: "/")).map(Array.init)
    }

    private static func link(_ folder: Descriptor, _ name: [UInt8]) -> [UInt8]? {
        name.withCString { text in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
                guard let start = buffer.baseAddress else { return nil }
                let count = readlinkat(folder.raw, text, start, buffer.count)
                return count < 0 ? nil : buffer[..<count].map(UInt8.init(bitPattern:))
            }
        }
    }
}
