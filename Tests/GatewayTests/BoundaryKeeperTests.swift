import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Logging
import Ownership
import Testing

@testable import Gateway

/// Time alone is enough: a record that waits for its day is released though nothing else comes in.
@Suite struct BoundaryKeeperTests {
    @Test func aHeldRecordIsReleasedWhenItsDayBegins() throws {
        let folder = try TemporaryFolder()
        let clock = ManualTimekeeper(noonOf: RecordBatch.sampleDay)
        let ledger = try Ledger(folder: folder.path + "/data", timekeeper: clock, charter: .forTests)
        let keeper = BoundaryKeeper(ledger: ledger, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let day = RecordBatch.sampleDay.adding(days: 3)
        let receipt = try ledger.post(.sample(), .sample(count: 2, date: day))
        for (days, outcome) in [(0, Outcome.held), (1, .held), (2, .accepted), (1, .accepted)] as [(Int64, Outcome)] {
            clock.advance(seconds: days * 86_400)
            keeper.look()
            let outcomes = try ledger.outcomes(of: receipt.transfer.id, limit: 10).map(\.outcome)
            #expect(outcomes == [outcome, outcome], "day \(days)")
        }
    }
}
