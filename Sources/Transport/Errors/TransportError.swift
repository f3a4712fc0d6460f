/// What went wrong at an endpoint: which verb, where, why, and what to do next.
///
/// Holds no password, key text or passphrase, and no file content. Paths are escaped.
package struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Verb: String, Hashable, Sendable, CaseIterable {
        case connect, authenticate, list, open, read, close, stat, rename, remove, write
        case makeFolder = "make-folder"
    }

    /// The raw value is safe as a metric label.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The endpoint answered: no such file or folder.
        case notFound = "not-found"
        case alreadyExists = "already-exists"
        case permissionDenied = "permission-denied"
        /// A link, folder, FIFO, socket or device where a plain file is needed.
        case notAFile = "not-a-file"
        case notAFolder = "not-a-folder"
        /// A link in a folder path leads out of the endpoint's root.
        case outsideRoot = "outside-root"
        /// No connection came about: address, port, network.
        case connectionFailed = "connection-failed"
        /// The connection ended in mid-conversation; whether the last request was carried out is unknown.
        case connectionLost = "connection-lost"
        /// No answer within the time limit; whether the last request was carried out is unknown.
        case timedOut = "timed-out"
        case authenticationFailed = "authentication-failed"
        case hostKeyUnknown = "host-key-unknown"
        case hostKeyChanged = "host-key-changed"
        case diskFull = "disk-full"
        case unsupportedKey = "unsupported-key"
        /// The peer's answer makes no sense.
        case protocolFailure = "protocol-failure"
        /// The endpoint answered no, without a reason that fits another kind.
        case refused
    }

    package let kind: Kind
    package let verb: Verb
    /// `Endpoint.place`.
    package let place: String
    /// Escaped; `nil` where no file or folder is concerned.
    package let path: String?
    /// The cause in the words of the system, the server, or this module.
    package let detail: String

    package init(_ kind: Kind, _ verb: Verb, place: String, path: String? = nil, detail: String) {
        self.kind = kind
        self.verb = verb
        self.place = place
        self.path = path
        self.detail = detail
    }

    /// Short, from a closed set, safe for metrics: `timed-out`.
    package var label: String { kind.rawValue }

    package var description: String {
        let subject = path.map { " \($0)" } ?? ""
        return "\(verb.rawValue)\(subject) at \(place): \(label): \(detail)"
    }

    /// The same call may succeed later although nobody changes anything on purpose.
    package var isRetryable: Bool {
        switch kind {
        case .connectionFailed, .connectionLost, .timedOut, .diskFull, .refused: true
        default: false
        }
    }

    /// The session that threw this cannot go on.
    package var endsSession: Bool {
        switch kind {
        case .connectionFailed, .connectionLost, .timedOut, .protocolFailure,
            .authenticationFailed, .hostKeyUnknown, .hostKeyChanged, .unsupportedKey:
            true
        default: false
        }
    }
}
