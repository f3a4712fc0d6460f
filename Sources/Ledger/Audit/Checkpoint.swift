import Canonical
import Foundation

/// What the audit was at one moment: so many rows, ending in this hash. The hash chain makes it a
/// commitment to every one of those rows, so whoever keeps a checkpoint where the ledger's owner cannot
/// write can tell later whether one of them was changed, removed or replaced, however well the chain
/// was computed again.
///
/// Its text has the form of a transparency log's checkpoint (C2SP tlog-checkpoint), with the head of the
/// chain in place of a Merkle root, and the moment as an extension line:
///
///     crossdock/8f0c…      origin: the ledger's own name
///     1234                 rows
///     CsUYapGG…            the head, in base64
///     2026-11-23T14:00:00Z
package struct Checkpoint: Sendable, Hashable {
    package let origin: String
    /// Rows covered; 0 for an audit without any.
    package let count: Int64
    package let head: Digest
    package let at: Instant

    package init(origin: String, count: Int64, head: Digest, at: Instant) {
        self.origin = origin
        self.count = count
        self.head = head
        self.at = at
    }

    /// Reads exactly what `text` writes; `nil` for anything else.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, Self.isOrigin(lines[0]), let count = Int64(lines[1]), count >= 0,
            let bytes = Data(base64Encoded: String(lines[2])), let head = Digest(bytes: Array(bytes)),
            let at = Instant(rfc3339: String(lines[3]))
        else { return nil }
        self.init(origin: String(lines[0]), count: count, head: head, at: at)
        // One checkpoint has one text: no leading zeros, no other base64 of the same bytes.
        guard Array(self.text.utf8) == Array(text.utf8) else { return nil }
    }

    /// Four lines: what is signed.
    package var text: String { "\(origin)\n\(count)\n\(head.data.base64EncodedString())\n\(at)\n" }

    static let originPrefix = "crossdock/"

    private static func isOrigin(_ text: Substring) -> Bool {
        text.hasPrefix(originPrefix) && text.utf8.count <= 128
            && text.dropFirst(originPrefix.count).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && text.utf8.count > originPrefix.utf8.count
    }
}
