import Canonical
import Ledger
import Transport

/// Sees to a posted file at its source. May be done again at any time: what was done already is found
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
        guard let there = try session.stat(source) else { return action }
        // Something else has taken the name since: it is new, and will be taken as such.
        guard Int64(clamping: there.size) == pickup.size, (there.modified?.milliseconds ?? 0) / 1000 == pickup.mtime / 1000 else {
            return "replaced"
        }
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

    private func removeDoneFile(_ pickup: Pickup) throws {
        guard let suffix = drop.doneSuffix, let name = try? RemoteName(bytes: pickup.path + Array(suffix.utf8)) else { return }
        try removeIfThere(drop.folder.file(name))
    }

    private func removeIfThere(_ path: RemotePath) throws {
        do throws(TransportError) {
            try session.remove(path)
        } catch {
            if error.kind != .notFound { throw error }
        }
    }
}
