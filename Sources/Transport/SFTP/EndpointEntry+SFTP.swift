import CLibSSH2
import Canonical

extension LIBSSH2_SFTP_ATTRIBUTES {
    private func has(_ flag: Int32) -> Bool { flags & UInt(flag) != 0 }

    /// `nil` if the server states no permissions, which carry the kind in protocol version 3.
    var kind: EndpointEntry.Kind? {
        guard has(LIBSSH2_SFTP_ATTR_PERMISSIONS) else { return nil }
        return switch Int32(truncatingIfNeeded: permissions) & LIBSSH2_SFTP_S_IFMT {
        case LIBSSH2_SFTP_S_IFREG: .file
        case LIBSSH2_SFTP_S_IFDIR: .folder
        case LIBSSH2_SFTP_S_IFLNK: .link
        // Permission bits alone, without a type.
        case 0: nil
        default: .other
        }
    }

    var size: UInt64? { has(LIBSSH2_SFTP_ATTR_SIZE) ? filesize : nil }

    /// Whole seconds since 1970, unsigned 32 bit on the wire.
    var modified: Instant? {
        has(LIBSSH2_SFTP_ATTR_ACMODTIME) ? Instant(seconds: Int64(clamping: mtime)) : nil
    }
}

extension EndpointEntry {
    /// `line` is the first character of the server's `ls -l` line, which tells the kind where the
    /// attributes do not. Whatever has a size and no stated kind counts as a file.
    init(name: RemoteName, attributes: LIBSSH2_SFTP_ATTRIBUTES, line: CChar = 0) {
        let kind: Kind =
            if let stated = attributes.kind {
                stated
            } else {
                switch UInt8(bitPattern: line) {
                case UInt8(ascii: "-"): .file
                case UInt8(ascii: "d"): .folder
                case UInt8(ascii: "l"): .link
                default: attributes.size == nil ? .other : .file
                }
            }
        self.init(
            name: name, size: attributes.size ?? 0, modified: attributes.modified, kind: kind)
    }
}
