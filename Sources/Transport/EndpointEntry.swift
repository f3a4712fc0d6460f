import Canonical

/// What a listing or a stat says of one name. Links are reported, never followed.
package struct EndpointEntry: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case file, folder, link
        /// A FIFO, a socket, a device, or something the server does not describe.
        case other
    }

    package let name: RemoteName
    /// Bytes; 0 where the server states no size.
    package let size: UInt64
    /// Last change of the content, UTC; SFTP has whole seconds only. `nil` if the server states none.
    package let modified: Instant?
    package let kind: Kind

    package init(name: RemoteName, size: UInt64, modified: Instant?, kind: Kind) {
        self.name = name
        self.size = size
        self.modified = modified
        self.kind = kind
    }

    package var stamp: FileStamp { FileStamp(size: size, modified: modified) }
}
