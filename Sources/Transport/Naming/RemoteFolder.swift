/// A folder below the root of an endpoint; the empty one is the root itself.
///
/// A value cannot climb: no leading `/`, no `..`. Repeated and trailing `/` and `.` parts are dropped.
package struct RemoteFolder: Hashable, Sendable, CustomStringConvertible {
    package let parts: [RemoteName]

    package static let root = RemoteFolder(parts: [])

    package init(parts: [RemoteName]) { self.parts = parts }

    /// Parses a folder from trusted settings: `""`, `"."`, `"in"`, `"in/store-114"`.
    package init(_ text: String) throws(InvalidName) {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "/") {
            throw InvalidName(reason: .absolute, shown: EscapedText.escape(bytes))
        }
        var parts: [RemoteName] = []
        for part in bytes.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                throw InvalidName(reason: .climbs, shown: EscapedText.escape(bytes))
            }
            parts.append(try RemoteName(bytes: part))
        }
        self.parts = parts
    }

    package func appending(_ name: RemoteName) -> RemoteFolder {
        RemoteFolder(parts: parts + [name])
    }

    package func file(_ name: RemoteName) -> RemotePath { RemotePath(folder: self, name: name) }

    /// The parts joined by `/`; empty for the root.
    package var bytes: [UInt8] {
        Array(parts.map(\.bytes).joined(separator: [UInt8(ascii: "/")]))
    }

    /// Escaped for logs; `.` for the root.
    package var description: String { parts.isEmpty ? "." : EscapedText.escape(bytes) }
}
