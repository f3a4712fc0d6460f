import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// What must hold before the old owner's dates are closed for good.
@Suite struct SealTests {
    typealias Bench = CutoverBench

    private func live(until number: Int = 9) throws -> CutoverBench {
        let bench = try CutoverBench()
        try bench.live()
        bench.open(number)
        try bench.ledger.catchUp()
        return bench
    }

    @Test func theDaysMustHaveEnded() throws {
        #expect(try live(until: 6).gates(.seal)["closed"] == .inconclusive)
        #expect(try live(until: 7).gates(.seal)["closed"] == .pass)
    }

    @Test func anOpenLateRecordStopsIt() throws {
        let bench = try live()
        #expect(try bench.gates(.seal).values.allSatisfy { $0 == .pass })
        try bench.say(Bench.legacy, 3, 9...9)
        #expect(try bench.gates(.seal)["late"] == .fail)
        #expect(try bench.refusal(.approve(.seal), by: "olga")?.cause == .requirements)
        let late = try #require(try bench.ledger.exceptions(.init(rule: "late")).items.first)
        _ = try bench.ledger.resolve(late.id, by: "oskar", reason: "told the books")
        #expect(try bench.gates(.seal)["late"] == .pass)
    }

    @Test func aQuarantinedRecordStopsIt() throws {
        let bench = try live()
        try bench.say(Bench.third, 3, 9...9)
        #expect(try bench.gates(.seal)["quarantined"] == .fail)
    }

    @Test func aFileThatCouldNotBeReadStopsIt() throws {
        let bench = try live()
        var batch = RecordBatch(kinds: [.saleForTests])
        batch.addRejection()
        _ = try bench.ledger.post(bench.draft(Bench.legacy), batch)
        #expect(try bench.gates(.seal)["exceptions"] == .fail)
    }

    @Test func aHeldRecordStopsIt() throws {
        let bench = try live()
        let receipt = try bench.say(Bench.cloud, 11)
        #expect(try bench.outcomes(receipt) == [.held, .held])
        #expect(try bench.gates(.seal)["held"] == .pass)
        try bench.bench.tamper("UPDATE set_aside SET reason = 8 WHERE outcome = 4")
        #expect(try bench.gates(.seal)["held"] == .fail)
    }

    @Test func aStoreDayThatOnlyTheNewWriterHasStopsIt() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.goLive()
        bench.open(9)
        try bench.say(Bench.cloud, -1, store: "0115")
        let found = try bench.found("store-days", .seal)
        #expect(found.status == .fail)
        #expect(found.found.contains("sale/inventory/1000/0115 on \(Bench.day(-1)) from legacy-pos"))
        try bench.say(Bench.legacy, -1, store: "0115")
        #expect(try bench.gates(.seal)["store-days"] == .pass)
    }

    /// Rolled back at day 8, so that 6 and 7 stay the new writer's; it has stated 6 and not 7.
    @Test func aDayOfTheNewWriterFromBeforeARollbackStopsItToo() throws {
        let bench = try CutoverBench(stores: ["0114"])
        try bench.live()
        try bench.both(6...6)
        bench.open(7)
        try bench.say(Bench.legacy, 7)
        try bench.order(.rollback(locations: [], incident: "INC-1"), by: "oskar")
        try bench.order(.confirm, by: "orla")
        try bench.both(8...11)
        try bench.order(.plan(bench.plan(boundary: 14)))
        try bench.arm()
        try bench.both(12...13)
        try bench.goLive(at: 14)
        bench.open(17)
        let found = try bench.found("store-days", .seal)
        #expect(found.status == .fail)
        #expect(found.found == "2 missing; sale/inventory/1000/0114 on \(Bench.day(7)) from cloud-pos")
        #expect(try bench.refusal(.approve(.seal), by: "olga")?.cause == .requirements)
        #expect(try bench.outcomes(bench.say(Bench.cloud, 7)) == [.accepted, .accepted])
        #expect(try bench.gates(.seal)["store-days"] == .pass)
        try bench.check()
    }

    @Test func itTakesTheOwnerAndAController() throws {
        let bench = try live()
        try bench.order(.gates(.seal, locations: []))
        try bench.order(.approve(.seal), by: "olga")
        #expect(try bench.refusal(.approve(.seal), by: "rolf")?.cause == .permission)
        try bench.order(.approve(.seal), by: "otto")
        #expect(try bench.refusal(.seal)?.reasons == ["A controller must approve seal."])
        try bench.order(.approve(.seal), by: "carl")
        #expect(try bench.refusal(.seal) == nil)
        #expect(try bench.refusal(.seal)?.cause == .state || bench.refusal(.seal)?.cause == .requirements)
        try bench.check()
    }
}
