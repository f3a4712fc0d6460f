import Canonical
import Ledger
import Transport

/// Sees to a posted or refused file at its source. May be done again at any time: what was done already is found
/// by looking.
///
/// Nothing is removed or moved away that was not read. Between a look and a removal another file may take the
/// name, with the same size and time. So the file is first renamed to a hidden name, which the ledger knows
/// before; what then stands under that name is looked at, and only what was read is removed or moved on.
/// Anything else gets its name back, and is taken as the new file that it is.
struct Clearing {
    enum Outcome {
        /// - Parameter isProven: `false` where nothing may be renamed, so that only size and time were looked at.
        case done(action: String, isProven: Bool)
        /// Not what was read: it has its name again, or is still under the hidden one, `keptAside`, since
        /// something has that name already.
        case replaced(keptAside: [UInt8]?)
    }

    private let drop: Drop
    private let session: any EndpointSession
    private let ledger: Ledger
    private let contents: ContentCheck
    private let lease: Lease

    init(_ drop: Drop, _ session: any EndpointSession, _ ledger: Ledger, _ archive: Archive, _ lease: Lease) {
        self.drop = drop
        self.session = session
        self.ledger = ledger
        self.lease = lease
        contents = ContentCheck(session: session, archive: archive, lease: lease)
    }

    /// Returns what was done, for the ledger.
    func clear(_ pickup: Pickup) throws -> Outcome {
        if case .leave = drop.clearing { return .done(action: "leave", isProven: true) }
        // Before anything is renamed: where it cannot be made, the file keeps its name.
        if case .move(let folder) = drop.clearing { try session.makeFolder(folder) }
        let source = drop.folder.file(try RemoteName(bytes: pickup.path))
        if let name = pickup.aside {
            let aside = drop.folder.file(try RemoteName(bytes: name))
            if try session.stat(aside) != nil { return try finish(aside, source, pickup) }
        }
        guard let there = try session.stat(source) else {
            try removeDoneFile(pickup)
            // Done by an earlier try whose answer was lost, or else nobody here has touched it.
            return .done(action: pickup.aside == nil ? Self.gone : action, isProven: true)
        }
        // Something else has taken the name since: it is new, and will be taken as such.
        guard pickup.isSame(there) else { return .done(action: "replaced", isProven: true) }
        if drop.weakened == .clearedUnread { return try withoutProof(source, pickup) }
        let aside = drop.folder.file(try asideName(pickup))
        try ledger.advance(lease.step, .settingAside(aside.name.bytes))
        do throws(TransportError) {
            try session.rename(source, to: aside)
        } catch {
            switch error.kind {
            case .permissionDenied, .refused: return try withoutProof(source, pickup)
            case .notFound where try session.stat(source) == nil:
                try removeDoneFile(pickup)
                return .done(action: Self.gone, isProven: true)
            default: throw error
            }
        }
        return try finish(aside, source, pickup)
    }

    /// What stands at the source in the place of what was read.
    static func finding(_ pickup: Pickup) -> Finding {
        Finding(
            file: EscapedText.escape(pickup.path), rule: "replaced-after-reading",
            expected: "the file that was read, until it is cleared", found: "other content under its name, of the same size and time",
            advice: "Nothing is lost: it is taken as a correction. Have the sender give each file a name of its own.")
    }

    // MARK: hidden names

    private static let asidePrefix = Array(".crossdock-aside-".utf8)

    static func isAside(_ name: RemoteName) -> Bool { name.bytes.starts(with: asidePrefix) }

    /// Never the same twice: each try has a fence of its own.
    private func asideName(_ pickup: Pickup) throws -> RemoteName {
        try RemoteName(bytes: Self.asidePrefix + Array("\(pickup.id)-\(lease.step.fence)-\(pickup.digest?.hex.prefix(12) ?? "x")".utf8))
    }

    /// Whether nothing is under the hidden name any more; `false` if something else has taken the name since.
    static func putBack(_ aside: RemotePath, to source: RemotePath, _ session: any EndpointSession) throws(TransportError) -> Bool {
        do throws(TransportError) {
            try session.rename(aside, to: source)
            return true
        } catch {
            switch error.kind {
            case .alreadyExists: return false
            case .notFound: return true
            default: throw error
            }
        }
    }

    // MARK: the end of it

    private func finish(_ aside: RemotePath, _ source: RemotePath, _ pickup: Pickup) throws -> Outcome {
        guard try contents.isWhatWasRead(aside, pickup) else {
            return .replaced(keptAside: try Self.putBack(aside, to: source, session) ? nil : aside.name.bytes)
        }
        try removeOrMove(aside, pickup)
        // After an interruption a done file may be that of the next file under the name.
        if try pickup.aside == nil || session.stat(source) == nil { try removeDoneFile(pickup) }
        return .done(action: action, isProven: true)
    }

    /// Where nothing may be renamed: size and time were looked at just now.
    private func withoutProof(_ source: RemotePath, _ pickup: Pickup) throws -> Outcome {
        try removeOrMove(source, pickup)
        try removeDoneFile(pickup)
        return .done(action: action, isProven: false)
    }

    private static let gone = "gone-after-copy"

    private var action: String {
        switch drop.clearing {
        case .move: "move"
        case .delete: "delete"
        case .leave: "leave"
        }
    }

    private func removeOrMove(_ path: RemotePath, _ pickup: Pickup) throws {
        switch drop.clearing {
        case .leave: break
        case .delete: try removeIfThere(path)
        case .move(let folder): try move(path, pickup, to: folder)
        }
    }

    /// Never over another file: a name that is taken gets the beginning of the digest.
    private func move(_ path: RemotePath, _ pickup: Pickup, to folder: RemoteFolder) throws {
        let suffixes = ["", ".\(pickup.digest?.hex.prefix(12) ?? "x")", ".\(pickup.digest?.hex.prefix(12) ?? "x").\(pickup.id)"]
        for suffix in suffixes {
            let name = try RemoteName(bytes: Array(pickup.path.prefix(255 - suffix.utf8.count)) + Array(suffix.utf8))
            do throws(TransportError) {
                try session.rename(path, to: folder.file(name))
                return
            } catch {
                switch error.kind {
                case .alreadyExists where suffix != suffixes.last: continue
                // A lost answer to an earlier try, or somebody was faster.
                case .notFound where try session.stat(path) == nil: return
                default: throw error
                }
            }
        }
    }

    /// A done file that stayed would vouch for the next file of that name before it is whole.
    private func removeDoneFile(_ pickup: Pickup) throws {
        for name in drop.doneNames(for: pickup.path) where try removeIfThere(drop.folder.file(name)) { return }
    }

    /// Whether it was there.
    @discardableResult
    private func removeIfThere(_ path: RemotePath) throws -> Bool {
        do throws(TransportError) {
            try session.remove(path)
            return true
        } catch {
            if error.kind != .notFound { throw error }
            return false
        }
    }
}
