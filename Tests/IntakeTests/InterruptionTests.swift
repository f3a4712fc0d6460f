import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Synchronization
import Testing
import Transport

@testable import Intake

/// Hazards 12, 24 and 25: broken off anywhere, and two gateways at once.
@Suite struct InterruptionTests {
    enum Break: String, CaseIterable, Sendable { case before, afterwards, during }

    private func run(_ place: Place, _ clearing: Drop.Clearing, _ prepare: (FaultPlan) -> Void) throws -> IntakeBench {
        let plan = FaultPlan()
        prepare(plan)
        let bench = try IntakeBench(place, interface: "till.trailer", plan: plan) { $0.clearing = clearing }
        try bench.inbox.put("a.csv", TillFile.withTrailer(1...3))
        try bench.inbox.put("b.csv", TillFile.withTrailer(4...6))
        try bench.inbox.put("bad.csv", TillFile.withTrailer(7...9, off: 1))
        return bench
    }

    private func check(_ bench: IntakeBench, _ clearing: Drop.Clearing, _ comment: Comment) throws {
        #expect(try bench.pollUntilClean(), comment)
        #expect(try bench.sales.count == 6, comment)
        let states = try bench.transfers.map(\.state)
        #expect(states.count == 3, comment)
        #expect(states.filter { $0 == .refused }.count == 1, comment)
        #expect(try bench.ledger.proof().tally[.accepted] == 6, comment)
        #expect(bench.inbox.texts == [], comment)
        #expect(bench.done.texts == (clearing == .delete ? [] : ["a.csv", "b.csv", "bad.csv"]), comment)
        try bench.expectSound(comment)
    }

    /// The connection breaks at every single call that three files need, one after another.
    @Test(arguments: Break.allCases) func everyCallMayBreak(_ kind: Break) throws {
        for clearing in [Drop.Clearing.move(try RemoteFolder("done")), .delete] {
            let clean = try run(.local, clearing) { _ in }
            try check(clean, clearing, "clean")
            for call in 1...clean.plan.calls() {
                for error: TransportError.Kind in kind == .before ? [.connectionLost, .refused] : [.connectionLost] {
                    let failure = TransportError(error, .read, place: "test", detail: "injected")
                    let bench = try run(.local, clearing) { plan in
                        switch kind {
                        case .before: plan.inject(.fail(failure), into: nil, call: call)
                        case .afterwards: plan.inject(.failAfterwards(failure), into: nil, call: call)
                        case .during: plan.inject(.failDuring(after: 1, failure), into: nil, call: call)
                        }
                    }
                    try check(bench, clearing, "call \(call) breaks \(kind.rawValue): \(error.rawValue)")
                }
            }
        }
    }

    static let verbs: [TransportError.Verb] = [.connect, .list, .read, .stat, .makeFolder, .rename]

    @Test(arguments: verbs) func everyVerbMayBreakOverSFTP(_ verb: TransportError.Verb) throws {
        let clearing = Drop.Clearing.move(try RemoteFolder("done"))
        for call in 1...3 {
            for lostAfterwards in [false, true] {
                let failure = TransportError(.connectionLost, verb, place: "test", detail: "injected")
                let bench = try run(.sftp, clearing) { plan in
                    plan.inject(lostAfterwards ? .failAfterwards(failure) : .fail(failure), into: verb, call: call)
                }
                try check(bench, clearing, "\(verb.rawValue) \(call), afterwards: \(lostAfterwards)")
            }
        }
    }

    @Test func aRealServerMayDieInMidFile() throws {
        let clearing = Drop.Clearing.move(try RemoteFolder("done"))
        let bench = try run(.sftp, clearing) { _ in }
        let server = try #require(bench.server)
        for verb in [TransportError.Verb.read, .rename, .stat] {
            bench.plan.inject(.stall { server.killConnections() }, into: verb, call: 2)
        }
        try check(bench, clearing, "the server's processes were killed")
    }

    @Test func aServerThatIsAwayIsNotAnEmptyDrop() throws {
        let bench = try IntakeBench(.sftp)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        bench.server?.stop()
        for _ in 0..<3 { #expect(try bench.poll().failed == 1) }
        #expect(try bench.ledger.drops().first?.failures == 3)
        #expect(try bench.open.count == 1)
        try bench.server?.restart()
        #expect(try bench.settle().posted == 1)
        #expect(try bench.ledger.drops().first?.isGreen == true)
    }

    @Test func aChangedHostKeyPausesTheDrop() throws {
        let bench = try IntakeBench(.sftp)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.server?.restart(withNewHostKey: true)
        for _ in 0..<3 { #expect(try bench.poll().failed == 1) }
        #expect(try bench.ledger.drops().first?.lastError?.hasPrefix("host-key-changed") == true)
        #expect(try bench.transfers.isEmpty)
    }

    /// A process dies between two steps: what it held is taken up where it stands, at once.
    @Test(arguments: ["claimed", "staged", "posted", "refused"]) func deathBetweenTwoSteps(_ state: String) throws {
        let bench = try IntakeBench(interface: "till.trailer")
        try bench.inbox.put("a.csv", TillFile.withTrailer(1...3, off: state == "refused" ? 1 : 0))
        try bench.poll()
        bench.clock.advance(seconds: 10)
        let pickup = try #require(try bench.open.first)
        let fence = try #require(
            try bench.ledger.claim(pickup.id, owner: "life-1", until: bench.clock.now().adding(seconds: 900)))
        let step = PickupStep(pickup: pickup.id, fence: fence)
        if state != "claimed" {
            let bytes = TillFile.withTrailer(1...3, off: state == "refused" ? 1 : 0)
            let stored = try bench.pipeline.archive.store { sink in try bytes.withUnsafeBytes { try sink($0) } }
            try bench.ledger.advance(step, .staged(stored.digest, size: Int64(stored.size)))
            if state != "staged" {
                let plan = try #require(bench.pipeline.shelf.plan("till.trailer"))
                _ = try bench.pipeline.receive(
                    Arrival(door: .file, source: "pos", name: "a.csv", plan: plan, writer: "till", pickup: step), stored: stored)
            }
        }
        #expect(try bench.open.first?.state.description == state)
        // Another gateway that knows nothing of the death waits for the lease to run out …
        #expect(try bench.another().poll().cleared == 0)
        // … the successor, which knows, does not.
        try bench.restart()
        #expect(try bench.poll().cleared == 1)
        #expect(try bench.transfers.count == 1)
        #expect(bench.done.texts == ["a.csv"])
        try bench.expectSound()
    }

    @Test func stagedBytesArePostedEvenIfTheSourceIsGone() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        bench.clock.advance(seconds: 10)
        let pickup = try #require(try bench.open.first)
        let fence = try #require(
            try bench.ledger.claim(pickup.id, owner: "life-1", until: bench.clock.now().adding(seconds: 900)))
        let bytes = TillFile.sales(1...3)
        let stored = try bench.pipeline.archive.store { sink in try bytes.withUnsafeBytes { try sink($0) } }
        let step = PickupStep(pickup: pickup.id, fence: fence)
        try bench.ledger.advance(step, .staged(stored.digest, size: Int64(stored.size)))
        try bench.ledger.advance(step, .failed("the ledger was busy", nextAttempt: bench.clock.now()))
        try bench.inbox.remove("a.csv")
        #expect(try bench.poll().posted == 1)
        #expect(try bench.sales.count == 3)
        #expect(try bench.open.isEmpty)
    }

    /// Two gateways on one drop: the first is held up in mid-file past its lease, the other takes over.
    @Test func theLateOneIsFenced() throws {
        let bench = try IntakeBench()
        let other = try bench.another()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        let reports = Mutex<[PollReport]>([])
        let clock = bench.clock
        bench.plan.inject(
            .stall {
                clock.advance(seconds: Lease.duration + 1)
                let report = try? other.poll()
                reports.withLock { $0.append(report ?? PollReport()) }
            }, into: .read)
        let late = try bench.poll()
        #expect(reports.withLock { $0.first?.cleared } == 1)
        #expect(late.posted == 0)
        #expect(late.cleared == 0)
        #expect(try bench.transfers.count == 1)
        #expect(try bench.sales.count == 3)
        #expect(bench.done.texts == ["a.csv"])
        #expect(try bench.pollUntilClean())
        try bench.expectSound()
    }

    @Test func twoGatewaysShareADrop() throws {
        let bench = try IntakeBench()
        let other = try bench.another()
        for number in 1...20 { try bench.inbox.put("\(number).csv", TillFile.sales(number...number)) }
        try bench.poll()
        bench.clock.advance(seconds: 10)
        let thread = Task.detached { try other.poll() }
        let mine = try bench.poller.poll()
        let semaphore = DispatchSemaphore(value: 0)
        let theirs = Mutex(PollReport())
        Task.detached {
            if let report = try? await thread.value { theirs.withLock { $0 = report } }
            semaphore.signal()
        }
        semaphore.wait()
        #expect(mine.posted + theirs.withLock { $0.posted } == 20)
        #expect(try bench.pollUntilClean())
        #expect(try bench.transfers.count == 20)
        #expect(try bench.sales.count == 20)
        #expect(bench.done.texts.count == 20)
        try bench.expectSound()
    }

    @Test func aLongCopyKeepsItsLease() throws {
        let bench = try IntakeBench()
        let clock = bench.clock
        let ledger = bench.ledger
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        let stolen = Mutex(false)
        // A third of the lease goes by before the bytes come, and nearly all of it again before the second stat.
        bench.plan.inject(.stall { clock.advance(seconds: Lease.duration / 3 + 1) }, into: .read)
        bench.plan.inject(
            .stall {
                clock.advance(seconds: Lease.duration - 10)
                if let open = try? ledger.openPickups(drop: "pos").first {
                    let fence = try? ledger.claim(open.id, owner: "other", until: clock.now().adding(seconds: 60))
                    stolen.withLock { $0 = (fence ?? nil) != nil }
                }
            }, into: .stat)
        #expect(try bench.poll().cleared == 1)
        #expect(!stolen.withLock { $0 })
    }

    @Test func presenceEndsWithItsProcess() throws {
        let folder = try TemporaryFolder()
        let first = try Presence(folder: folder.path + "/gateways")
        var second: Presence? = try Presence(folder: folder.path + "/gateways")
        let name = try #require(second).name
        #expect(!first.isGone(name))
        #expect(!first.isGone(first.name))
        second = nil
        #expect(first.isGone(name))
        #expect(first.isGone("never-heard-of"))
    }
}
