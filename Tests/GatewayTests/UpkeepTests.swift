import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Logging
import Ownership
import Synchronization
import Testing

@testable import Gateway

@Suite struct UpkeepTests {
    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Time alone is enough, though nothing else comes in.
    @Test func aHeldRecordIsReleasedWhenItsDayBegins() throws {
        let folder = try TemporaryFolder()
        let clock = ManualTimekeeper(noonOf: RecordBatch.sampleDay)
        let ledger = try Ledger(folder: folder.path + "/data", timekeeper: clock, charter: .forTests)
        let upkeep = Upkeep([.init("the guard's upkeep") { try ledger.catchUp() }], logger: Self.silent)
        let day = RecordBatch.sampleDay.adding(days: 3)
        let receipt = try ledger.post(.sample(), .sample(count: 2, date: day))
        for (days, outcome) in [(0, Outcome.held), (1, .held), (2, .accepted), (1, .accepted)] as [(Int64, Outcome)] {
            clock.advance(seconds: days * 86_400)
            upkeep.lookOnce()
            let outcomes = try ledger.outcomes(of: receipt.transfer.id, limit: 10).map(\.outcome)
            #expect(outcomes == [outcome, outcome], "day \(days)")
        }
    }

    @Test func oneDutyThatFailsDoesNotStopTheOthers() {
        let looked = Mutex(0)
        let upkeep = Upkeep(
            [
                .init("the first") { throw LedgerError.busy }, .init("the second") { looked.withLock { $0 += 1 } },
            ], logger: Self.silent)
        upkeep.lookOnce()
        upkeep.lookOnce()
        #expect(looked.withLock { $0 } == 2)
    }
}
