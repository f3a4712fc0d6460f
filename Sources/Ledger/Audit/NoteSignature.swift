import Foundation

/// One signature line of a signed note (C2SP signed-note): `— name base64(id ‖ signature)`.
package struct NoteSignature: Sendable, Hashable {
    package let name: String
    /// Four bytes.
    let id: [UInt8]
    let signature: [UInt8]

    init(name: String, id: [UInt8], signature: [UInt8]) {
        self.name = name
        self.id = id
        self.signature = signature
    }

    /// Signatures of other kinds are read too: a witness may have added its own. Spelt in one way only: the last
    /// digit of base64 has bits to spare.
    init?(line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.dash, !parts[1].isEmpty, !parts[1].contains(where: { $0 == "+" || $0.isWhitespace }),
            let bytes = Data(base64Encoded: String(parts[2])), bytes.count > 4, bytes.base64EncodedString() == parts[2]
        else { return nil }
        self.init(name: String(parts[1]), id: Array(bytes.prefix(4)), signature: Array(bytes.dropFirst(4)))
        // The last digit of base64 may hold bits that stand for nothing: they must be zero.
        guard self.line.dropLast() == line else { return nil }
    }

    var line: String { "\(Self.dash) \(name) \(Data(id + signature).base64EncodedString())\n" }

    /// Which key it says it is of, for people.
    package var keyName: String { "\(name)+\(CheckpointVerifier.hex(id))" }

    /// U+2014.
    private static let dash = "\u{2014}"
}
