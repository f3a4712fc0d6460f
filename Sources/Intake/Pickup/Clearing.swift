import Canonical
import Ledger
import Transport

/// Sees to a posted or refused file at its source. May be done again at any time: what was done already is found
/// by looking.
struct Clearing {
    private let drop: Drop
    private let session: any EndpointSession

    init(_ drop: Drop, _ session: any EndpointSession) {
        self.drop = drop
        self.session = session
    }

    /// Returns what was done, for the ledger.
    func clear(_ pickup: Pickup) throws -> String {
        let source = drop.folder.file(try RemoteName(bytes: pickup.path))
        if case .leave = drop.clearing { return "leave" }
        guard let there = try session.stat(source) else {
            // Done by an earlier try whose answer was lost; its done file may still be there.
            try removeDoneFile(pickup)
            return action
        }
        // Something else has taken the name since: it is new, and will be taken as such.
        guard pickup.isSame(there) else { return "replaced" }
        switch drop.clearing {
        case .leave: break
        case .delete:
            try removeIfThere(source)
        case .move(let folder): try move(source, pickup, to: folder)
        }
        try removeDoneFile(pickup)
        return action
    }

    private var action: String {
        switch drop.clearing {
        case .move: "move"
        case .delete: "delete"
        case .leave: "leave"
        }
    }

    /// Never over another file: a name that is taken gets the beginning of the digest.
    private func move(_ source: RemotePath, _ pickup: Pickup, to folder: RemoteFolder) throws {
        try session.makeFolder(folder)
        let suffixes = ["", ".\(pickup.digest?.hex.prefix(12) ?? "x")", ".\(pickup.digest?.hex.prefix(12) ?? "x").\(pickup.id)"]
        for suffix in suffixes {
            let name = try RemoteName(bytes: Array(pickup.path.prefix(255 - suffix.utf8.count)) + Array(suffix.utf8))
            do throws(TransportError) {
                try session.rename(source, to: folder.file(name))
                return
            } catch {
                switch error.kind {
                case .alreadyExists where suffix != suffixes.last: continue
                // A lost answer to an earlier try, or somebody was faster.
                case .notFound where try session.stat(source) == nil: return
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
