import Canonical
import Crypto
import Foundation

/// The Ed25519 key that signs checkpoints. It belongs where the ledger's owner cannot read it, and in no
/// backup of the ledger: who has both can sign another history.
///
/// Its file holds one line, `PRIVATE+KEY+name+id+key`, as Go's package `note` writes its keys.
package struct CheckpointKey: Sendable, CustomStringConvertible {
    private let key: Curve25519.Signing.PrivateKey
    package let verifier: CheckpointVerifier

    /// A new key, for the checkpoints of one ledger.
    package init(origin: String) { self.init(name: origin, key: Curve25519.Signing.PrivateKey()) }

    private init(name: String, key: Curve25519.Signing.PrivateKey) {
        self.key = key
        verifier = CheckpointVerifier(name: name, key: Array(key.publicKey.rawRepresentation))
    }

    /// - Throws: `CheckpointError.notAKey`, `.cannotRead`; never with what the file holds.
    package init(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else { throw CheckpointError.cannotRead(file) }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let bytes = Data(base64Encoded: String(parts[4])),
            bytes.count == 33, bytes.first == CheckpointVerifier.algorithm,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst())
        else { throw CheckpointError.notAKey(file) }
        self.init(name: String(parts[2]), key: key)
        guard parts[3] == CheckpointVerifier.hex(verifier.id) else { throw CheckpointError.notAKey(file) }
    }

    /// Writes the key to a file that only its owner reads.
    ///
    /// - Throws: `CheckpointError.exists`: a key that signed something is never written over.
    package func write(to file: String) throws {
        let secret = Data([CheckpointVerifier.algorithm] + key.rawRepresentation).base64EncodedString()
        let line = "PRIVATE+KEY+\(verifier.name)+\(CheckpointVerifier.hex(verifier.id))+\(secret)\n"
        try NewFile.write(Array(line.utf8), to: file, mode: 0o600)
    }

    func signature(over text: String) throws -> [UInt8] { Array(try key.signature(for: Data(text.utf8))) }

    /// The public half: the other one is in no text but its file.
    package var description: String { verifier.description }
}
