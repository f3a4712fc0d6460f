import Canonical
import Testing

@testable import Ownership

@Suite struct LifeTests {
    static let now = Instant(seconds: 1_795_435_200)
    static let today = now.utcDay

    static func life(_ status: LifeStatus, by days: Int = 30) -> Life {
        Life(
            status: status, owner: "stores", successor: status.mustEnd ? "pos.csv" : nil,
            decommissionBy: status.mustEnd ? today.adding(days: days) : nil)
    }

    static let complete = LifeChange(status: .strategic, successor: "pos.csv", decommissionBy: today.adding(days: 30))

    @Test(arguments: LifeStatus.allCases, LifeStatus.allCases)
    func steps(_ from: LifeStatus, _ to: LifeStatus) throws {
        let allowed: [LifeStatus: Set<LifeStatus>] = [
            .proposed: [.strategic, .transitional], .strategic: [.transitional], .transitional: [.strategic, .retiring],
            .retiring: [.transitional, .strategic], .retired: [],
        ]
        var change = to.mustEnd ? Self.complete : LifeChange(status: to)
        change.status = to
        guard from != to else {
            // Nothing about it is new.
            #expect(throws: LifeRefusal.self) { try Self.life(from).changed(by: change, reason: "why", at: Self.now) }
            return
        }
        if allowed[from]?.contains(to) == true {
            let next = try Self.life(from).changed(by: change, reason: "why", at: Self.now)
            #expect(next.status == to)
            #expect(next.since == Self.now)
            #expect(next.slips == 0)
        } else {
            let refusal = try #require(throws: LifeRefusal.self) { try Self.life(from).changed(by: change, reason: "why", at: Self.now) }
            #expect(refusal.missing.count == 1)
        }
    }

    @Test func whatIsMissingIsSaidAtOnce() throws {
        let refusal = try #require(throws: LifeRefusal.self) {
            try Life(status: .strategic, owner: "").changed(by: LifeChange(status: .transitional), reason: " ", at: Self.now)
        }
        #expect(
            refusal.missing == [
                "It has no owner: say who answers for it.", "It has no successor: say where its senders go.",
                "It has no date: say by when it is to be gone.", "There is no reason: say why.",
            ])
        let past = try #require(throws: LifeRefusal.self) {
            var change = Self.complete
            (change.status, change.decommissionBy) = (.transitional, Self.today.adding(days: -1))
            _ = try Self.life(.strategic).changed(by: change, reason: "why", at: Self.now)
        }
        #expect(past.missing == ["\(Self.today.adding(days: -1)) has passed: name a day that is ahead."])
    }

    @Test func aLaterDateIsASlipHoweverItIsSaid() throws {
        let life = Self.life(.retiring)
        let later = Self.today.adding(days: 60)
        #expect(try life.slipped(to: later, reason: "why", at: Self.now).slips == 1)
        #expect(try life.changed(by: LifeChange(status: .retiring, decommissionBy: later), reason: "why", at: Self.now).slips == 1)
        let sooner = Self.today.adding(days: 3)
        #expect(try life.changed(by: LifeChange(status: .retiring, decommissionBy: sooner), reason: "why", at: Self.now).slips == 0)
        for date in [sooner, life.decommissionBy ?? sooner] {
            #expect(throws: LifeRefusal.self) { try life.slipped(to: date, reason: "why", at: Self.now) }
        }
        #expect(throws: LifeRefusal.self) { try life.slipped(to: later, reason: "", at: Self.now) }
        #expect(throws: LifeRefusal.self) { try Self.life(.strategic).slipped(to: later, reason: "why", at: Self.now) }
    }

    @Test func aDateThatWasDroppedOnTheWayIsPutOffAllTheSame() throws {
        func by(_ days: Int) -> LifeChange {
            LifeChange(status: .transitional, successor: "pos.csv", decommissionBy: Self.today.adding(days: days))
        }
        let strategic = try Self.life(.transitional).changed(by: LifeChange(status: .strategic), reason: "why", at: Self.now)
        #expect(strategic.decommissionBy == nil)
        #expect(try strategic.changed(by: by(400), reason: "why", at: Self.now).slips == 1)
        #expect(try strategic.changed(by: by(30), reason: "why", at: Self.now).slips == 0)
        let slipped = try Self.life(.transitional).slipped(to: Self.today.adding(days: 60), reason: "why", at: Self.now)
        let again = try slipped.changed(by: LifeChange(status: .strategic), reason: "why", at: Self.now)
        #expect(try again.changed(by: by(60), reason: "why", at: Self.now).slips == 1)
        #expect(try again.changed(by: by(61), reason: "why", at: Self.now).slips == 2)
    }

    @Test func theStatusKeepsItsBeginningWhileItLasts() throws {
        var life = Self.life(.retiring)
        life.since = Instant(seconds: 1)
        #expect(try life.changed(by: LifeChange(status: .retiring, owner: "others"), reason: "why", at: Self.now).since == life.since)
        let back = try life.changed(by: LifeChange(status: .strategic), reason: "why", at: Self.now)
        #expect(back.since == Self.now)
        #expect(back.successor == nil)
        #expect(back.decommissionBy == nil)
    }

    @Test func itIsOverdueTheDayAfterItsDate() {
        #expect(!Self.life(.retiring, by: 0).isOverdue(on: Self.today))
        #expect(Self.life(.transitional, by: -1).isOverdue(on: Self.today))
        #expect(!Self.life(.strategic).isOverdue(on: Self.today))
    }
}
