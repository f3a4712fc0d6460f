import Canonical
import CrossdockTesting
import Ledger
import Ownership
import Registry
import Testing

@testable import Intake

/// Files of an interface in a brownout stay at their source.
@Suite struct BrownoutTests {
    @Test(arguments: Place.allCases) func filesWaitUntilItIsOver(_ place: Place) throws {
        let bench = try IntakeBench(place)
        let definition = try #require(bench.pipeline.shelf.library.definition("till.sales"))
        let now = bench.clock.now()
        let ops = try bench.releaseManager()
        func take(_ act: LifeAct) throws { try LifeBook(bench.pipeline).take(act, on: definition, reason: "why", by: ops) }
        try take(.set(LifeChange(status: .transitional, successor: "till.coded", decommissionBy: now.utcDay.adding(days: 9))))
        try take(.set(LifeChange(status: .retiring)))
        try take(.brownout(Brownout(from: now, until: now.adding(seconds: 100))))
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.settle().posted == 0)
        #expect(bench.inbox.texts == ["a.csv"])
        #expect(try bench.poll().waiting == 1)
        #expect(try bench.ledger.drops().first?.isGreen == true)
        #expect(try bench.poll(after: 100).posted == 1)
        #expect(bench.inbox.texts.isEmpty)
        try bench.expectSound()
    }

    /// Somebody has sent something for a cell that is not sealed after the brownout was planned.
    @Test func filesAreTakenWhereACellIsNotSealed() throws {
        let bench = try IntakeBench()
        let definition = try #require(bench.pipeline.shelf.library.definition("till.sales"))
        let now = bench.clock.now()
        let ops = try bench.releaseManager()
        func take(_ act: LifeAct) throws { try LifeBook(bench.pipeline).take(act, on: definition, reason: "why", by: ops) }
        try take(.set(LifeChange(status: .transitional, successor: "till.coded", decommissionBy: now.utcDay.adding(days: 9))))
        try take(.set(LifeChange(status: .retiring)))
        try take(.brownout(Brownout(from: now.adding(seconds: 50), until: now.adding(seconds: 1000))))
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.settle().posted == 1)
        bench.clock.advance(seconds: 60)
        try bench.inbox.put("b.csv", TillFile.sales(4...6))
        #expect(try bench.settle().posted == 1)
        #expect(bench.inbox.texts.isEmpty)
        try bench.expectSound()
    }

    @Test func aRetiredInterfacesFilesAreQuarantined() throws {
        let bench = try IntakeBench()
        let definition = try #require(bench.pipeline.shelf.library.definition("till.sales"))
        let ops = try bench.releaseManager()
        func take(_ act: LifeAct) throws { try LifeBook(bench.pipeline).take(act, on: definition, reason: "why", by: ops) }
        let accept = try #require(bench.pipeline.shelf.plan("till.accept"))
        _ = try bench.pipeline.receive(
            Arrival(door: .command, source: "ops", name: "a.csv", plan: accept, writer: "till"), body: TillFile.sales(9...9))
        let date = bench.clock.now().utcDay.adding(days: 90)
        try take(.set(LifeChange(status: .transitional, successor: "till.coded", decommissionBy: date)))
        try take(.set(LifeChange(status: .retiring)))
        bench.clock.advance(seconds: 40 * 86_400)
        try take(.retire)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        #expect(try bench.transfers.last?.tally[.quarantined] == 3)
        #expect(try bench.sales.count == 1)
        try bench.expectSound()
    }
}

extension IntakeBench {
    /// Somebody who may decide about an interface's life.
    fileprivate func releaseManager() throws -> Person {
        let admin = try ledger.createUser(name: "admin", roles: [.admin], by: nil)
        return try ledger.createUser(name: "ops", roles: [.releaseManager], by: admin)
    }
}
