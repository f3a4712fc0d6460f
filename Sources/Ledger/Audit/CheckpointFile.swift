import Foundation

/// Where checkpoints are kept: one file each, outside the ledger.
package enum CheckpointFile {
    /// - Throws: `CheckpointError.cannotRead`, `.notACheckpoint`.
    package static func read(_ file: String) throws -> SignedCheckpoint {
        guard let data = FileManager.default.contents(atPath: file) else { throw CheckpointError.cannotRead(file) }
        guard let text = String(validating: data, as: UTF8.self) else { throw CheckpointError.notACheckpoint }
        return try SignedCheckpoint(text)
    }

    /// Writes a checkpoint to `place`, a file or a folder, in which it is named after its count.
    ///
    /// An export that was cut short before the ledger noted it has left the same checkpoint behind,
    /// taken a little earlier: that one stands.
    ///
    /// - Returns: the checkpoint that is there now, and its file.
    /// - Throws: `CheckpointError.exists` where the file is there and says anything else.
    static func write(_ signed: SignedCheckpoint, by key: CheckpointKey, to place: String) throws
        -> (signed: SignedCheckpoint, file: String)
    {
        let file = path(of: signed.checkpoint, at: place)
        do {
            // For auditors, whose account is another: it holds a count and a digest, and no business data.
            try NewFile.write(Array(signed.text.utf8), to: file, mode: 0o644)
            return (signed, file)
        } catch CheckpointError.exists(let taken) {
            guard let there = try? read(file), (try? there.verify(with: key.verifier)) != nil,
                there.checkpoint.count == signed.checkpoint.count, there.checkpoint.head == signed.checkpoint.head,
                there.checkpoint.origin == signed.checkpoint.origin
            else { throw CheckpointError.exists(taken) }
            return (there, file)
        }
    }

    /// The one in a folder that covers most, among those that the key signed; `nil` where `place` is no
    /// folder or holds none. Whatever else is there is passed over.
    static func newest(in place: String, by key: CheckpointKey) -> (signed: SignedCheckpoint, file: String)? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        for name in names.filter({ $0.hasPrefix(prefix) }).sorted(by: >) {
            let file = place + (place.hasSuffix("/") ? "" : "/") + name
            if let signed = try? read(file), (try? signed.verify(with: key.verifier)) != nil { return (signed, file) }
        }
        return nil
    }

    private static let prefix = "checkpoint-"

    /// `checkpoint-000000001234.txt`: by name is by age.
    static func name(of checkpoint: Checkpoint) -> String {
        let digits = String(checkpoint.count)
        return "\(prefix)\(String(repeating: "0", count: max(0, 12 - digits.count)))\(digits).txt"
    }

    private static func path(of checkpoint: Checkpoint, at place: String) -> String {
        let path = URL(fileURLWithPath: place).absoluteURL.standardizedFileURL.path
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard (isThere && isFolder.boolValue) || place.hasSuffix("/") else { return path }
        return "\(path)/\(name(of: checkpoint))"
    }
}
