import Foundation

/// Decides on a host key, and which kinds of key to ask a server for.
enum HostKeyPolicy {
    case known(KnownHosts, host: String)
    case fingerprints([String])

    enum Verdict {
        case trusted
        /// The server may have another key that is pinned: ask for the other kinds.
        case tryOthers
        case refused(TransportError.Kind, String)
    }

    /// `supported` in the order to offer: kinds of key that are pinned come first, since a server
    /// shows only one key, the first kind on this list that it has. Kinds in `seen` are left out.
    func preferred(_ supported: [String], seen: [String]) -> [String] {
        switch self {
        case .known(let hosts, _):
            let pinned = Set(hosts.pins.map { Self.family($0.algorithm) })
            return supported.filter { pinned.contains(Self.family($0)) }
                + supported.filter { !pinned.contains(Self.family($0)) }
        case .fingerprints:
            let seen = Set(seen.map(Self.family))
            return supported.filter { !seen.contains(Self.family($0)) }
        }
    }

    func judge(_ key: [UInt8], _ found: HostKeyFingerprint) -> Verdict {
        switch self {
        case .known(let hosts, let host):
            let text = Data(key).base64EncodedString()
            if hosts.revoked.contains(text) {
                return .refused(
                    .hostKeyChanged, "the server shows \(found), which is marked as revoked")
            }
            if hosts.pins.contains(where: { $0.key == text }) { return .trusted }
            if hosts.pins.isEmpty {
                return .refused(
                    .hostKeyUnknown, "the server shows \(found); no key is pinned for \(host)")
            }
            let pinned = hosts.pins.map { "\(HostKeyFingerprint($0))" }.joined(separator: ", ")
            return .refused(
                .hostKeyChanged, "the server shows \(found); pinned for \(host): \(pinned)")
        case .fingerprints(let pins):
            if pins.contains(where: found.matches) { return .trusted }
            if pins.isEmpty {
                return .refused(
                    .hostKeyUnknown, "the server shows \(found); no fingerprint is pinned")
            }
            return .tryOthers
        }
    }

    /// One RSA key serves three signature algorithms.
    private static func family(_ algorithm: String) -> String {
        ["rsa-sha2-256", "rsa-sha2-512"].contains(algorithm) ? "ssh-rsa" : algorithm
    }
}
