import Canonical
import Foundation

/// A host key as an operator compares it: `ssh-ed25519 SHA256:…`.
struct HostKeyFingerprint: Hashable, CustomStringConvertible {
    /// The algorithm, such as `ssh-ed25519`.
    let algorithm: String
    /// Base64 of the SHA-256 of the key, without padding, as OpenSSH prints it.
    let sha256: String

    init(algorithm: String, key: [UInt8]) {
        self.algorithm = algorithm
        sha256 = String(Data(Digest.of(key).bytes).base64EncodedString().prefix { $0 != "=" })
    }

    init(_ pin: KnownHosts.Pin) {
        self.init(algorithm: pin.algorithm, key: Array(Data(base64Encoded: pin.key) ?? Data()))
    }

    var description: String { "\(algorithm) SHA256:\(sha256)" }

    /// With or without `SHA256:` in front and `=` behind.
    func matches(_ pin: String) -> Bool {
        var text = Substring(pin.trimmingCharacters(in: .whitespaces))
        if text.hasPrefix("SHA256:") { text = text.dropFirst(7) }
        while text.last == "=" { text.removeLast() }
        return text == sha256
    }
}
