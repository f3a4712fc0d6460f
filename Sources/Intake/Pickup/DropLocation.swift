import Transport

/// Where a folder is, root of the endpoint included, to tell whether two drops meet.
package struct DropLocation: Sendable, Hashable {
    /// `sftp://user@host:port`; empty on this machine.
    private let server: String
    private let parts: [[UInt8]]

    init(_ endpoint: any Endpoint, _ folder: RemoteFolder) {
        var root: [UInt8] = []
        switch endpoint {
        case let local as LocalFolder: (server, root) = ("", Array(local.root.utf8))
        case let sftp as SFTPEndpoint: (server, root) = (sftp.place, Array(sftp.settings.root.utf8))
        default: server = endpoint.place
        }
        parts = root.split(separator: UInt8(ascii: "/")).map(Array.init).filter { $0 != [UInt8(ascii: ".")] } + folder.parts.map(\.bytes)
    }

    private init(server: String, parts: [[UInt8]]) {
        self.server = server
        self.parts = parts
    }

    func appending(_ name: RemoteName) -> DropLocation { DropLocation(server: server, parts: parts + [name.bytes]) }

    /// Whether it is that folder or one below it.
    func isWithin(_ folder: DropLocation) -> Bool { server == folder.server && parts.starts(with: folder.parts) }
}

extension Drop {
    package var location: DropLocation { DropLocation(endpoint, folder) }

    /// `nil` if nothing is moved.
    var clearedInto: DropLocation? {
        if case .move(let folder) = clearing { DropLocation(endpoint, folder) } else { nil }
    }
}
