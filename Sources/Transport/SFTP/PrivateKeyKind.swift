import Foundation

/// What can be told of a private key from its text without opening it, to explain a refusal.
struct PrivateKeyKind: Equatable {
    enum Algorithm { case rsa, other, unknown }

    let algorithm: Algorithm
    let isEncrypted: Bool

    init(pem: String) {
        let lines = pem.split(whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let header = lines.first { $0.hasPrefix("-----BEGIN ") } ?? ""
        let body = lines.filter { !$0.hasPrefix("-----") && !$0.contains(":") }.joined()
        let bytes = Data(base64Encoded: body).map(Array.init) ?? []
        if header.contains("OPENSSH PRIVATE KEY") {
            // openssh-key-v1 NUL, cipher, kdf, kdf options, count, public key (whose first string is its type)
            var reader = WireReader(bytes.dropFirst(15))
            let cipher = reader.string()
            _ = reader.string()
            _ = reader.string()
            _ = reader.number()
            var key = WireReader(reader.string()[...])
            let type = String(decoding: key.string(), as: UTF8.self)
            algorithm = type == "ssh-rsa" ? .rsa : type.isEmpty ? .unknown : .other
            isEncrypted = !cipher.isEmpty && !cipher.elementsEqual("none".utf8)
        } else {
            // PKCS#1 says it in its header; PKCS#8 has the object identifier of rsaEncryption inside.
            let rsaEncryption: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
            isEncrypted =
                header.contains("ENCRYPTED")
                || lines.contains { $0.hasPrefix("Proc-Type: 4,ENCRYPTED") }
            if header.contains("RSA") || bytes.firstRange(of: rsaEncryption) != nil {
                algorithm = .rsa
            } else {
                algorithm = header.isEmpty || isEncrypted ? .unknown : .other
            }
        }
    }

    /// Strings and numbers of RFC 4251; what is not there reads as empty.
    private struct WireReader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        mutating func number() -> Int {
            let value = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            return value
        }

        mutating func string() -> [UInt8] {
            let count = number()
            let value = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            return value
        }
    }
}
