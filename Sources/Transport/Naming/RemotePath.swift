/// A file: its folder below the root of the endpoint, and its name.
package struct RemotePath: Hashable, Sendable, CustomStringConvertible {
    package let folder: RemoteFolder
    package let name: RemoteName

    package init(folder: RemoteFolder, name: RemoteName) {
        self.folder = folder
        self.name = name
    }

    /// The folder and the name joined by `/`.
    package var bytes: [UInt8] { folder.appending(name).bytes }

    /// Escaped for logs.
    package var description: String { EscapedText.escape(bytes) }

    /// A sibling to upload under before the real name appears: hidden, ending in `.part`, so that
    /// no reader with the usual rules for temporary names picks it up.
    func temporarySibling() -> RemotePath {
        let random = String(UInt64.random(in: .min ... .max), radix: 16)
        return folder.file(RemoteName(known: ".crossdock-", suffix: random + ".part"))
    }
}
