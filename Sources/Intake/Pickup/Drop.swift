import Canonical
import Transport

/// A folder, local or on an SFTP server, bound to an interface.
package struct Drop: Sendable {
    /// What happens to a file at its source once it is posted.
    package enum Clearing: Sendable, Hashable {
        /// Into this folder beside it, never over another file.
        case move(RemoteFolder)
        case delete
        /// Left where it is, and not taken again unless it changes.
        case leave
    }

    package var name: String
    package var endpoint: any Endpoint
    package var folder: RemoteFolder
    /// `ID` or `ID@VERSION`.
    package var interface: String
    /// Names to take; `*` and `?` stand for any characters and any one.
    package var match: [NamePattern]
    /// Names never to take, beside the usual temporary ones.
    package var ignore: [NamePattern]
    /// A file is taken once there is a file of its name with this ending beside it; `nil` for none.
    package var doneSuffix: String?
    package var clearing: Clearing
    /// Seconds between the end of one poll and the begin of the next.
    package var interval: Double
    /// A file is whole once this many polls in a row saw it unchanged …
    package var settlePolls: Int
    /// … and it has not changed for so many seconds on our clock.
    package var minimumAge: Int
    /// Selectors of the locations whose records may come this way; empty means any.
    package var locations: [String] = []
    /// Files fetched side by side, each over a session of its own.
    package var sessions: Int
    /// The other drops of this gateway: what they take from the same folder is theirs.
    package var neighbours: [Drop] = []
    /// For tests only.
    package var weakened: Weakening?

    package init(
        name: String, endpoint: any Endpoint, folder: RemoteFolder = .root, interface: String, match: [NamePattern] = [],
        ignore: [NamePattern] = [], doneSuffix: String? = nil, clearing: Clearing, interval: Double = 10, settlePolls: Int = 2,
        minimumAge: Int = 5, sessions: Int = 2
    ) {
        self.name = name
        self.endpoint = endpoint
        self.folder = folder
        self.interface = interface
        self.match = match
        self.ignore = ignore
        self.doneSuffix = doneSuffix
        self.clearing = clearing
        self.interval = interval
        self.settlePolls = settlePolls
        self.minimumAge = minimumAge
        self.sessions = sessions
    }

    /// What a drop makes of a name.
    package enum Standing: Sendable, Hashable {
        case taken
        /// Meant not to be taken: senders use such names while they still write, or it is ignored, or a done file.
        case passedOver
        case unmatched
    }

    package func standing(of name: RemoteName) -> Standing {
        if Self.temporary.contains(where: { $0.matches(name.bytes, ignoringCase: true) }) { return .passedOver }
        if ignore.contains(where: { $0.matches(name.bytes) }) { return .passedOver }
        if let doneSuffix, name.bytes.ends(with: Array(doneSuffix.utf8)) { return .passedOver }
        return match.isEmpty || match.contains { $0.matches(name.bytes) } ? .taken : .unmatched
    }

    /// Whether a name may ever be taken.
    package func takes(_ name: RemoteName) -> Bool { standing(of: name) == .taken }

    /// Whether it would be taken if upper and lower case were the same.
    func almostTakes(_ name: RemoteName) -> Bool { match.contains { $0.matches(name.bytes, ignoringCase: true) } }

    /// The names that say that a file is whole: `sales.csv.done`, or `sales.done`.
    func doneNames(for path: [UInt8]) -> [RemoteName] {
        guard let doneSuffix else { return [] }
        let stem = path.lastIndex(of: UInt8(ascii: ".")).map { path[..<$0] } ?? path[...]
        return (stem.count == path.count ? [path[...]] : [path[...], stem]).compactMap {
            try? RemoteName(bytes: Array($0) + Array(doneSuffix.utf8))
        }
    }

    private static let temporary = ["*.tmp", "*.part", "*.filepart", "*.writing", "*~", ".*", "*.crdownload"].map { NamePattern($0) }
}

extension [UInt8] {
    func ends(with suffix: [UInt8]) -> Bool { count > suffix.count && self.suffix(suffix.count).elementsEqual(suffix) }
}
