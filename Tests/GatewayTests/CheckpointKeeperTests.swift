import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Logging
import Ownership
import Testing

@testable import Gateway

/// Checkpoints are exported when the clock says so, and what goes wrong is tried again.
@Suite struct CheckpointKeeperTests {
    let folder: TemporaryFolder
    let clock = ManualTimekeeper(noonOf: BusinessDate(days: 20_780))
    let ledger: Ledger

    init() throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(folder: folder.path + "/data", timekeeper: clock, charter: Charter(rules: []))
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
    }

    private func keeper(everyMinutes: Int = 60) -> CheckpointKeeper {
        var settings = Settings.Audit(key: folder.path + "/key", checkpoints: folder.path + "/out")
        settings.everyMinutes = everyMinutes
        return CheckpointKeeper(
            ledger: ledger, settings: settings, timekeeper: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func upkeep() -> Upkeep {
        let keeper = keeper()
        return Upkeep(
            [Upkeep.Duty("export") { try keeper.look() }], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func makeKey() throws { try CheckpointKey(origin: ledger.origin()).write(to: folder.path + "/key") }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted() }
    }

    @Test func theFirstAtOnceAndTheNextWhenDue() throws {
        try makeKey()
        let keeper = keeper()
        for (seconds, count) in [(0, 1), (0, 1), (3599, 1), (1, 2), (60, 2), (3540, 3)] as [(Int64, Int)] {
            clock.advance(seconds: seconds)
            try keeper.look()
            #expect(try files.count == count)
        }
        #expect(try files == ["checkpoint-000000000000.txt", "checkpoint-000000000001.txt", "checkpoint-000000000002.txt"])
        // A restart is no reason for another one; a clock that ran backwards is.
        try self.keeper().look()
        #expect(try files.count == 3)
        clock.advance(seconds: -10_000)
        try keeper.look()
        #expect(try files.count == 4)
        let checkpoints = try files.map { try CheckpointFile.read(folder.path + "/out/" + $0).checkpoint }
        #expect(try ledger.auditVerify(against: checkpoints).isIntact)
    }

    @Test func whatFailsIsTriedAgain() throws {
        let upkeep = upkeep()
        upkeep.lookOnce()
        #expect(try files.isEmpty)
        try makeKey()
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        upkeep.lookOnce()
        #expect(try ledger.latestCheckpoint() == nil)
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
        upkeep.lookOnce()
        #expect(try files == ["checkpoint-000000000000.txt"])
        #expect(try ledger.auditTail(limit: 9).map(\.act) == ["audit.checkpoint"])
    }

    @Test(.timeLimit(.minutes(1))) func itEndsWhenToldTo() async throws {
        try makeKey()
        let upkeep = upkeep()
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            Thread {
                upkeep.run()
                done.resume()
            }.start()
            upkeep.stop()
        }
        #expect(try files.count <= 1)
    }
}
