import Canonical
import Testing

@testable import Ownership

@Suite struct RetirementCheckTests {
    let today: BusinessDate
    /// Nothing is missing.
    let good: RetirementEvidence

    init() throws {
        today = try #require(BusinessDate("2026-11-23"))
        good = RetirementEvidence(
            status: .retiring, writer: "pos", lastTransfer: today.adding(days: -40), firstOfAll: today.adding(days: -400), today: today)
    }

    private func missing(_ change: (inout RetirementEvidence) -> Void) -> [String] {
        var evidence = good
        change(&evidence)
        return RetirementCheck(evidence).missing
    }

    @Test func nothingIsMissing() throws {
        #expect(RetirementCheck(good).missing.isEmpty)
        let life = try LifeTests.life(.retiring).retired(on: good, reason: "silent", at: LifeTests.now)
        #expect(life.status == .retired)
        #expect(life.successor == "pos.csv")
        #expect(throws: LifeRefusal(["There is no reason: say why."])) {
            try LifeTests.life(.retiring).retired(on: good, reason: "", at: LifeTests.now)
        }
    }

    @Test func itMustBeRetiring() {
        #expect(
            missing { $0.status = .transitional } == [
                "It is transitional: only what is retiring can be retired, so set it to retiring first."
            ])
    }

    @Test func itsWriterMustOwnNoOpenDates() {
        let day = today.adding(days: -40)
        func cells(_ heir: BusinessDate?) -> [String] {
            missing { $0.cells = [CellEvidence(name: "sale/revenue/1000/0114", lastStated: day, heirStated: heir)] }
        }
        let sentence =
            "pos still owns open dates of sale/revenue/1000/0114, and no other interface of its own has stated facts there since: "
            + "seal the cutover, or let the successor take over."
        #expect(cells(nil) == [sentence])
        #expect(cells(day) == [sentence])
        #expect(cells(day.adding(days: 1)).isEmpty)
    }

    @Test(arguments: [
        // The first day of silence, and the day on which thirty days and a month's end are behind it.
        ("2026-11-01", "2026-12-01"), ("2026-11-02", "2026-12-02"), ("2026-10-01", "2026-11-01"), ("2026-10-02", "2026-11-01"),
        ("2026-10-31", "2026-11-30"), ("2026-02-28", "2026-03-30"), ("2026-03-01", "2026-04-01"),
    ])
    func silence(_ from: String, _ enough: String) throws {
        let (from, enough) = (try #require(BusinessDate(from)), try #require(BusinessDate(enough)))
        #expect(QuietStretch(from: from).sufficesOn == enough)
        func missing(on today: BusinessDate) -> [String] {
            self.missing { ($0.lastTransfer, $0.today) = (from.adding(days: -1), today) }
        }
        #expect(missing(on: enough).isEmpty)
        #expect(
            missing(on: enough.adding(days: -1)) == [
                "Its last transfer came on \(from.adding(days: -1)), and it must be quiet for 30 days with a month's end among them: "
                    + "wait until \(enough)."
            ])
    }

    @Test func silenceCountsFromWhenSomebodyListened() {
        #expect(missing { $0.lastTransfer = nil }.isEmpty)
        #expect(missing { ($0.lastTransfer, $0.firstOfAll) = (nil, today) }.first?.hasPrefix("Transfers have been counted since") == true)
        #expect(missing { ($0.lastTransfer, $0.firstOfAll) = (nil, nil) }.first?.hasPrefix("Nothing has ever come in here") == true)
    }

    @Test func credentialsMustBeGone() {
        #expect(missing { $0.keys = ["a", "b"] } == ["Keys that have used it are not revoked: a, b. Revoke them."])
        #expect(
            missing { $0.drops = ["a", "b", "c", "d", "e", "f", "g"] } == [
                "Drops are still bound to it: a, b, c, d, e and 2 more. Take them out of the settings and restart."
            ])
    }

    @Test func theArchiveMustBeReadable() {
        #expect(
            missing { $0.isArchiveReadable = false } == ["The bytes of its latest transfer are not in the archive: restore them first."])
    }

    @Test func everythingIsSaidAtOnce() {
        #expect(
            missing {
                ($0.status, $0.keys, $0.drops, $0.isArchiveReadable, $0.lastTransfer) = (.strategic, ["k"], ["d"], false, today)
            }.count == 5)
    }

    @Test func brownoutsNeedARetiringInterfaceAndSealedCells() {
        let now = LifeTests.now
        let window = Brownout(from: now.adding(seconds: 60), until: now.adding(seconds: 120))
        #expect(window.objections(to: LifeTests.life(.retiring), unsealed: [], reason: "why", at: now).isEmpty)
        #expect(
            window.objections(to: LifeTests.life(.retiring), unsealed: ["sale/revenue/1000/0114"], reason: "why", at: now) == [
                "Cells in which it has stated facts are not sealed: sale/revenue/1000/0114. Seal their cutover first."
            ])
        let backwards = Brownout(from: now, until: now)
        #expect(backwards.objections(to: LifeTests.life(.transitional), unsealed: [], reason: "", at: now).count == 4)
        #expect(window.covers(window.from))
        #expect(!window.covers(window.until))
    }
}
