import Canonical
import Crypto
import Foundation

/// The public half of a checkpoint key, in the text form of C2SP signed notes: `name+id+key`, where the
/// id is the first four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ key) in hexadecimal digits, and the key is
/// base64(01 ‖ 32 bytes of Ed25519). Any tool for signed notes reads it.
package struct CheckpointVerifier: Sendable, Hashable, CustomStringConvertible {
    /// The origin of the ledger whose checkpoints the key signs.
    package let name: String
    let key: [UInt8]

    init(name: String, key: [UInt8]) {
        self.name = name
        self.key = key
    }

    /// - Throws: `CheckpointError.notAPublicKey`.
    package init(_ text: String) throws {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let bytes = Data(base64Encoded: String(parts[2])), bytes.count == 33,
            bytes.first == Self.algorithm
        else { throw CheckpointError.notAPublicKey }
        self.init(name: String(parts[0]), key: Array(bytes.dropFirst()))
        guard description == text else { throw CheckpointError.notAPublicKey }
    }

    package var description: String {
        "\(name)+\(Self.hex(id))+\(Data([Self.algorithm] + key).base64EncodedString())"
    }

    /// How a signature names the key: a hint, no proof.
    var id: [UInt8] { Array(Digest.of(Array(name.utf8) + [0x0A, Self.algorithm] + key).bytes.prefix(4)) }

    /// Whether the signature is the key's, over exactly this text.
    func accepts(_ signature: [UInt8], over text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        return key.isValidSignature(Data(signature), for: Data(text.utf8))
    }

    /// Ed25519, as signed notes number it.
    static let algorithm: UInt8 = 1

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
