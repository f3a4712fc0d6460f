import Canonical
import CrossdockTesting
import Foundation
import Testing

@testable import Ledger

/// The text of a checkpoint, its signature, and the files of both.
@Suite struct SignedCheckpointTests {
    let checkpoint = Checkpoint(
        origin: "crossdock/0a", count: 42, head: .of("head"), at: Instant(milliseconds: 1_795_539_600_250))
    let key = CheckpointKey(origin: "crossdock/0a")
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func theTextIsASignedNote() throws {
        let signed = try SignedCheckpoint(checkpoint, signedBy: key)
        let lines = signed.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.prefix(5) == ["crossdock/0a", "42", "\(Digest.of("head").data.base64EncodedString())", "2026-11-24T17:00:00.250Z", ""])
        #expect(lines[5].hasPrefix("\u{2014} crossdock/0a "))
        #expect(lines.count == 7 && lines[6].isEmpty)
        let read = try SignedCheckpoint(signed.text)
        #expect(read == signed)
        try read.verify(with: key.verifier)
        try read.verify(with: CheckpointVerifier("\(key.verifier)\n"))
    }

    /// The example key of Go's package `note`, golang.org/x/mod/sumdb/note: the id is ours to compute.
    @Test func publicKeysAreWrittenAsOtherToolsWriteThem() throws {
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        #expect(try CheckpointVerifier(text).description == text)
        for broken in ["", "x", "a+b+c", text + "A", text.replacing("c74f", with: "c74e"), text.replacing("Peter", with: "Petra")] {
            #expect(throws: CheckpointError.notAPublicKey) { try CheckpointVerifier(broken) }
        }
    }

    @Test func aSignatureIsTheKeysOverThisTextOnly() throws {
        let signed = try SignedCheckpoint(checkpoint, signedBy: key)
        let other = CheckpointKey(origin: "crossdock/0a")
        #expect(throws: CheckpointError.notSigned(by: other.description)) { try signed.verify(with: other.verifier) }
        let moved = try SignedCheckpoint(signed.text.replacing("\n42\n", with: "\n43\n"))
        #expect(throws: CheckpointError.badSignature(key.description)) { try moved.verify(with: key.verifier) }
        let forged = NoteSignature(
            name: key.verifier.name, id: key.verifier.id, signature: try other.signature(over: checkpoint.text))
        let note = try SignedCheckpoint(checkpoint.text + "\n" + forged.line)
        #expect(throws: CheckpointError.badSignature(key.description)) { try note.verify(with: key.verifier) }
        #expect(throws: CheckpointError.keyOfAnotherLedger("crossdock/0b", expected: "crossdock/0a")) {
            try SignedCheckpoint(checkpoint, signedBy: CheckpointKey(origin: "crossdock/0b"))
        }
        // A witness may add its own signature.
        let witness = NoteSignature(name: "witness.example/w", id: [1, 2, 3, 4], signature: [5, 6, 7])
        try SignedCheckpoint(signed.text + witness.line).verify(with: key.verifier)
    }

    @Test func anyChangedByteSpoilsIt() throws {
        let signed = try SignedCheckpoint(checkpoint, signedBy: key)
        let bytes = Array(signed.text.utf8)
        for index in bytes.indices {
            for change in [UInt8(1), 0x20, 0x80] {
                var changed = bytes
                changed[index] ^= change
                guard let text = String(validating: changed, as: UTF8.self) else { continue }
                #expect(throws: CheckpointError.self, "byte \(index) ^ \(change)") {
                    try SignedCheckpoint(text).verify(with: key.verifier)
                }
            }
            #expect(throws: CheckpointError.self) {
                try SignedCheckpoint(String(decoding: bytes[..<index], as: UTF8.self)).verify(with: key.verifier)
            }
        }
    }

    /// 68 bytes end in a digit of base64 with two idle bits: another digit would be the same signature.
    @Test func oneSignatureHasOneText() throws {
        let signed = try SignedCheckpoint(checkpoint, signedBy: key)
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let text = signed.text.dropLast("=\n".count)
        let last = try #require(text.last.flatMap(digits.firstIndex))
        for idle in 1...3 {
            #expect(throws: CheckpointError.notACheckpoint) { try SignedCheckpoint(text.dropLast() + "\(digits[last | idle])=\n") }
        }
    }

    @Test(arguments: [
        "", "\n", "\n\n", "crossdock/0a\n42\n", "crossdock/0a\n042\nAAAA\n2026-11-23T00:00:00Z\n", "crossdock/0a\n-1\n",
        String(repeating: "a", count: 100_000),
    ])
    func whatIsNoCheckpointIsRefused(_ text: String) {
        #expect(throws: CheckpointError.notACheckpoint) { try SignedCheckpoint(text) }
        #expect(Checkpoint(text) == nil)
    }

    @Test func theKeyFileIsItsOwnersAndNeverWrittenOver() throws {
        let file = folder.path + "/key"
        try key.write(to: file)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let read = try CheckpointKey(file: file)
        #expect(read.verifier == key.verifier)
        try SignedCheckpoint(checkpoint, signedBy: read).verify(with: key.verifier)
        #expect(throws: CheckpointError.exists(file)) { try CheckpointKey(origin: "crossdock/0a").write(to: file) }
        #expect(try CheckpointKey(file: file).verifier == key.verifier)
        let secret = try String(contentsOfFile: file, encoding: .utf8)
        #expect(!secret.contains("\(key)"))
        #expect(throws: CheckpointError.cannotRead(file + "2")) { try CheckpointKey(file: file + "2") }
        try Data("PRIVATE+KEY+a+b+c".utf8).write(to: URL(fileURLWithPath: file + "3"))
        #expect(throws: CheckpointError.notAKey(file + "3")) { try CheckpointKey(file: file + "3") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["key", "key3"])
    }

    @Test func exportingWritesNotesAndActs() throws {
        let bench = try LedgerBench()
        try bench.ledger.noteAct("a", by: "b", on: "c")
        let key = CheckpointKey(origin: try bench.ledger.origin())
        let made = try bench.ledger.exportCheckpoint(signedBy: key, to: folder.path, by: "ops")
        let file = try #require(made.file)
        #expect(file.hasSuffix("/checkpoint-000000000001.txt"))
        #expect(try CheckpointFile.read(file) == made.signed)
        let note = try #require(try bench.ledger.latestCheckpoint())
        #expect((note.count, note.at, note.place) == (1, bench.clock.now(), file))
        #expect(note.head == made.signed.checkpoint.head)
        let row = try #require(try bench.ledger.auditTail(limit: 1).first)
        #expect((row.seq, row.act, row.actor, row.subject) == (2, "audit.checkpoint", "ops", "audit/1"))
        // A file of one's own choice, and never the same one twice.
        let named = URL(fileURLWithPath: folder.path + "/mine.txt").standardizedFileURL.path
        #expect(try bench.ledger.exportCheckpoint(signedBy: key, to: named, by: "ops").file == named)
        #expect(throws: CheckpointError.exists(named)) { try bench.ledger.exportCheckpoint(signedBy: key, to: named, by: "ops") }
        #expect(throws: CheckpointError.self) { try bench.ledger.exportCheckpoint(signedBy: key, to: folder.path + "/no/", by: "ops") }
        #expect(try bench.number("SELECT count(*) FROM checkpoints") == 2)
    }

    /// The file was written, and the process ended before the ledger noted it.
    @Test func anExportThatWasCutShortIsTakenUp() throws {
        let bench = try LedgerBench()
        let key = CheckpointKey(origin: try bench.ledger.origin())
        let left = try SignedCheckpoint(bench.ledger.takeCheckpoint(), signedBy: key)
        _ = try CheckpointFile.write(left, by: key, to: folder.path)
        bench.clock.advance(seconds: 60)
        let made = try bench.ledger.exportCheckpoint(signedBy: key, to: folder.path, by: "ops")
        #expect(made.signed == left)
        #expect(try bench.ledger.latestCheckpoint()?.at == left.checkpoint.at)
        // Somebody else's file of that name is in the way.
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path + "/checkpoint-000000000001.txt"))
        #expect(throws: CheckpointError.self) { try bench.ledger.exportCheckpoint(signedBy: key, to: folder.path, by: "ops") }
    }
}
