import Foundation

/// A checkpoint with its signatures, as a signed note: <https://c2sp.org/signed-note>.
///
/// The checkpoint's text, an empty line, and one line for each signature. Signed is the text with its
/// last newline.
package struct SignedCheckpoint: Sendable, Hashable {
    package let checkpoint: Checkpoint
    package let signatures: [NoteSignature]

    /// - Throws: `CheckpointError.keyOfAnotherLedger`: a key is named like the ledger it is for.
    package init(_ checkpoint: Checkpoint, signedBy key: CheckpointKey) throws {
        guard key.verifier.name == checkpoint.origin else {
            throw CheckpointError.keyOfAnotherLedger(key.verifier.name, expected: checkpoint.origin)
        }
        self.checkpoint = checkpoint
        signatures = [
            NoteSignature(
                name: key.verifier.name, id: key.verifier.id, signature: try key.signature(over: checkpoint.text))
        ]
    }

    /// Reads a note; says nothing yet about its signatures.
    ///
    /// - Throws: `CheckpointError.notACheckpoint`.
    package init(_ note: String) throws {
        guard note.utf8.count <= Self.longest, let gap = note.range(of: "\n\n", options: .backwards),
            let checkpoint = Checkpoint(note[..<gap.lowerBound] + "\n"), note.hasSuffix("\n")
        else { throw CheckpointError.notACheckpoint }
        let lines = note[gap.upperBound...].dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        let signatures = lines.compactMap(NoteSignature.init(line:))
        guard !signatures.isEmpty, signatures.count == lines.count else { throw CheckpointError.notACheckpoint }
        self.checkpoint = checkpoint
        self.signatures = signatures
    }

    package var text: String { checkpoint.text + "\n" + signatures.map(\.line).joined() }

    /// Proves that the key signed it. Signatures of other keys are passed over; one that claims to be
    /// this key's and is not spoils the whole note.
    ///
    /// - Throws: `CheckpointError.notSigned`, `.badSignature`.
    package func verify(with verifier: CheckpointVerifier) throws {
        let claimed = signatures.filter { $0.name == verifier.name && $0.id == verifier.id }
        guard !claimed.isEmpty else { throw CheckpointError.notSigned(by: verifier.description) }
        guard claimed.allSatisfy({ verifier.accepts($0.signature, over: checkpoint.text) }) else {
            throw CheckpointError.badSignature(verifier.description)
        }
    }

    /// Bytes of a note; room for a hundred witnesses.
    private static let longest = 64 << 10
}
