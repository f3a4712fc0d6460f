import Canonical
import CrossdockTesting
import Foundation
import Testing

@testable import Ledger

/// A ledger is its owner's alone, also one that an earlier release has made.
@Suite struct PrivateFilesTests {
    private let folder: TemporaryFolder
    private var data: String { folder.path + "/data" }

    init() throws { folder = try TemporaryFolder() }

    private func open(_ weakened: Weakening? = nil) throws -> Ledger {
        try Ledger(folder: data, timekeeper: ManualTimekeeper(noonOf: RecordBatch.sampleDay), charter: .forTests, weakened: weakened)
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    private static let files = ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"]

    private func modes() -> [mode_t?] { Self.files.map { mode("\(data)/\($0)") } }

    @Test func whatIsMadeIsItsOwnersAlone() throws {
        let ledger = try open()
        _ = try ledger.post(.sample(), .sample(count: 3))
        #expect(mode(data) == 0o700)
        #expect(modes() == [0o600, 0o600, 0o600])
        #expect(ledger.readableByOthers() == [])
    }

    @Test func anEarlierReleasesFilesAreTightened() throws {
        var ledger: Ledger? = try open()
        _ = try ledger?.post(.sample(), .sample(count: 3))
        // Another process holds it open meanwhile, so that log and index stay.
        chmod(data, 0o755)
        for file in Self.files { chmod("\(data)/\(file)", 0o644) }
        #expect(ledger?.readableByOthers().count == 4)
        let next = try open()
        #expect(mode(data) == 0o700)
        #expect(modes() == [0o600, 0o600, 0o600])
        #expect(next.readableByOthers() == [])
        // The first one goes on: nothing has let go of its locks.
        _ = try ledger?.post(.sample(content: "2"), .sample(first: 1, count: 1))
        ledger = nil
        #expect(try next.proof().isProven)
    }

    @Test func aBackupIsItsOwnersAlone() throws {
        let ledger = try open()
        _ = try ledger.post(.sample(), .sample(count: 3))
        let file = folder.path + "/backup.sqlite"
        try ledger.backup(to: file)
        #expect(mode(file) == 0o600)
        #expect(throws: LedgerError.backupExists) { try ledger.backup(to: file) }
        #expect(throws: (any Error).self) { try ledger.backup(to: folder.path + "/nowhere/backup.sqlite") }
    }

    @Test func whatIsNotOursIsLeftAlone() throws {
        // A folder that others share by its sticky bit, and a file that somebody took for a folder.
        mkdir(data, 0o700)
        chmod(data, 0o1777)
        let ledger = try open()
        #expect(mode(data) == 0o1777)
        #expect(modes()[0] == 0o600)
        #expect(ledger.readableByOthers() == [data])
        let file = folder.path + "/sales.csv"
        try Data("1".utf8).write(to: URL(fileURLWithPath: file))
        chmod(file, 0o644)
        #expect(throws: LedgerError.self) {
            _ = try Ledger(folder: file, timekeeper: ManualTimekeeper(noonOf: RecordBatch.sampleDay), charter: .forTests)
        }
        #expect(mode(file) == 0o644)
    }

    @Test func aLedgerThatOthersReadIsNoticed() throws {
        let ledger = try open(.readableByOthers)
        #expect(ledger.readableByOthers().contains(Ledger.path(in: data)))
    }

    @Test func aTreeIsTightenedFromWithin() throws {
        let tree = folder.path + "/tree"
        try FileManager.default.createDirectory(atPath: tree + "/ab/cd", withIntermediateDirectories: true)
        try Data("secret".utf8).write(to: URL(fileURLWithPath: tree + "/ab/cd/file"))
        try Data("public".utf8).write(to: URL(fileURLWithPath: folder.path + "/outside"))
        symlink(folder.path + "/outside", tree + "/link")
        for path in ["", "/ab", "/ab/cd"] { chmod(tree + path, 0o755) }
        chmod(tree + "/ab/cd/file", 0o444)
        chmod(folder.path + "/outside", 0o644)
        PrivateFiles.tightenTree(tree)
        #expect(["", "/ab", "/ab/cd", "/ab/cd/file"].map { mode(tree + $0) } == [0o700, 0o700, 0o700, 0o400])
        #expect(mode(folder.path + "/outside") == 0o644)
    }
}
