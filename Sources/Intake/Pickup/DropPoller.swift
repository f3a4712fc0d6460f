import Canonical
import Foundation
import Ledger
import Logging
import Registry
import Synchronization
import Transport

/// Looks into one drop and takes what is whole: list, settle, and for each file claim, stage, post,
/// clear. Every step is durable in the ledger before the next begins, so that it can stop anywhere.
package final class DropPoller: Sendable {
    package let drop: Drop
    let pipeline: Pipeline
    let timekeeper: any Timekeeper
    let logger: Logger
    /// Who holds leases: this process.
    let owner: String
    private let isGone: @Sendable (String) -> Bool
    private let isStopping = Atomic(false)
    /// Below this many free bytes nothing new is claimed.
    let freeSpaceFloor: Int
    /// Whether the last look found the interface in a brownout, so that each is told of once.
    let isBrownedOut = Atomic(false)
    /// The same of a brownout that takes no effect.
    let isSpared = Atomic(false)
    /// Whether it was told that the interface has complaints.
    private let isRefused = Atomic(false)

    /// - Parameters:
    ///   - owner: the name of this process's leases; no other live process may use it.
    ///   - isGone: whether the process behind another name is known to be dead, so that its leases need
    ///     not run out first.
    package init(
        drop: Drop, pipeline: Pipeline, timekeeper: any Timekeeper, logger: Logger, owner: String,
        isGone: @escaping @Sendable (String) -> Bool = { _ in false }, freeSpaceFloor: Int = 256 << 20
    ) {
        self.drop = drop
        self.pipeline = pipeline
        self.timekeeper = timekeeper
        var logger = logger
        logger[metadataKey: "drop"] = "\(drop.name)"
        self.logger = logger
        self.owner = owner
        self.isGone = isGone
        self.freeSpaceFloor = freeSpaceFloor
    }

    /// No new file is begun; the ones in hand are finished.
    package func stop() { isStopping.store(true, ordering: .relaxed) }
    var isStopped: Bool { isStopping.load(ordering: .relaxed) }

    /// One look. Blocks until the files in hand are done. A drop that cannot be looked into is noted in
    /// the ledger, and its feed is no longer green.
    /// - Throws: only what the ledger throws.
    @discardableResult
    package func poll() throws -> PollReport {
        var report = PollReport()
        if let obstacle = pipeline.shelf.library.obstacle(to: drop.interface) {
            try refuse(obstacle)
            report.failed += 1
            return report
        }
        do {
            let session = try drop.endpoint.connect()
            defer { session.close() }
            let work = try withoutBrownedOut(try look(session, &report), &report)
            try pipeline.ledger.notePoll(of: drop.name, seen: report.seen)
            try run(work, first: session, &report)
        } catch let error as TransportError {
            logger.warning("the drop cannot be looked into", metadata: ["error": "\(error)", "advice": "\(error.advice)"])
            try pipeline.ledger.notePollFailure(of: drop.name, "\(error.label): \(error)")
            report.failed += 1
        }
        return report
    }

    /// Nothing is taken for an interface with complaints, and everybody who looks is told: files wait at their source.
    private func refuse(_ obstacle: BrokenFile) throws {
        let error = PipelineError(obstacle)
        if !isRefused.exchange(true, ordering: .relaxed) {
            logger.error("the drop is not looked into: \(error)", metadata: ["file": "\(obstacle.file)"])
        }
        try pipeline.ledger.notePollFailure(of: drop.name, "\(error)")
    }

    /// Lists the drop, notes what is there, and returns what is to be done.
    private func look(_ session: any EndpointSession, _ report: inout PollReport) throws -> [Pickup] {
        let ledger = pipeline.ledger
        try dropDeadLeases()
        var entries: [EndpointEntry] = []
        var names: Set<RemoteName> = []
        try session.list(drop.folder) { entry in
            if entry.kind == .file {
                if drop.takes(entry.name) { entries.append(entry) } else if drop.doneSuffix != nil { names.insert(entry.name) }
            }
            return !isStopped
        }
        report.seen = entries.count
        let now = timekeeper.now()
        var known = Dictionary(try ledger.openPickups(drop: drop.name).map { ($0.path, $0) }) { $1 }
        let left = Dictionary(try ledger.leftPickups(drop: drop.name).map { ($0.path, $0) }) { $1 }
        let settling = Settling(drop: drop)
        var observed: [Pickup] = []
        var stillLeft: Set<Int64> = []
        for entry in entries {
            if let done = left[entry.name.bytes], done.isSame(entry) {
                stillLeft.insert(done.id)
                continue
            }
            let pickup = known.removeValue(forKey: entry.name.bytes)
            if let pickup, !pickup.state.isWaiting { continue }
            observed.append(settling.observe(entry, known: pickup, at: now))
        }
        // Not in the listing any more, and never taken: gone.
        for var pickup in known.values where pickup.state.isWaiting && !isStopped {
            pickup.state = .vanished
            observed.append(pickup)
        }
        if !isStopped { try noteNoLongerLeft(left.values.filter { !stillLeft.contains($0.id) }, among: entries) }
        let stored = observed.isEmpty ? [] : try ledger.observe(observed)
        let ready = stored.filter { pickup in
            guard pickup.state.isWaiting else { return false }
            if let next = pickup.nextAttempt, next > now, next.seconds(since: now) < 86_400 { return false }
            let isWhole = settling.isWhole(pickup, doneFileSeen: hasDoneFile(pickup, names), at: now)
            if !isWhole { report.waiting += 1 }
            return isWhole
        }
        // What an earlier run left between two steps.
        let interrupted = try ledger.openPickups(drop: drop.name).filter { pickup in
            !pickup.state.isWaiting && (pickup.nextAttempt.map { $0 <= now || $0.seconds(since: now) > 86_400 } ?? true)
        }
        return interrupted + ready.sorted { ($0.firstSeen, $0.mtime, $0.id) < ($1.firstSeen, $1.mtime, $1.id) }
    }

    /// Leases of processes that have died, and what an earlier poll of this one had to drop: polls of a
    /// drop follow one another, so nothing of it is in hand now.
    private func dropDeadLeases() throws {
        let owners = Set(try pipeline.ledger.openPickups(drop: drop.name).compactMap(\.owner))
        try pipeline.ledger.dropLeases(of: owners.filter { $0 == owner || isGone($0) }, drop: drop.name)
    }

    private func noteNoLongerLeft(_ pickups: [Pickup], among entries: [EndpointEntry]) throws {
        guard !pickups.isEmpty else { return }
        let names = Set(entries.map(\.name.bytes))
        try pipeline.ledger.noteNoLongerLeft(pickups.filter { !names.contains($0.path) }.map(\.id), action: "gone")
        try pipeline.ledger.noteNoLongerLeft(pickups.filter { names.contains($0.path) }.map(\.id), action: "replaced")
    }

    private func hasDoneFile(_ pickup: Pickup, _ names: Set<RemoteName>) -> Bool {
        drop.doneNames(for: pickup.path).contains { names.contains($0) }
    }

    /// Takes the files one after another, on as many sessions as the drop allows.
    private func run(_ work: [Pickup], first session: any EndpointSession, _ report: inout PollReport) throws {
        guard !work.isEmpty else { return }
        let queue = WorkQueue(work)
        let crew = min(drop.sessions, work.count)
        let group = DispatchGroup()
        for _ in 1..<max(1, crew) {
            group.enter()
            let thread = Thread { [self] in
                defer { group.leave() }
                guard let session = try? drop.endpoint.connect() else { return }
                FileWorker(self, session).run(queue)
            }
            thread.stackSize = 4 << 20
            thread.start()
        }
        FileWorker(self, session).run(queue)
        group.wait()
        let done = queue.report
        report.posted += done.posted
        report.refused += done.refused
        report.cleared += done.cleared
        report.failed += done.failed
        if let error = queue.failure { throw error }
    }
}

extension Pickup {
    /// Whether size and time are those that were seen.
    func isSame(_ entry: EndpointEntry) -> Bool { size == Int64(clamping: entry.size) && mtime == entry.mtime }
}

extension EndpointEntry {
    /// As `Pickup.mtime`.
    var mtime: Int64 { modified?.milliseconds ?? 0 }
}

extension PickupState {
    /// Not taken yet: a poll may still say what it sees.
    var isWaiting: Bool { self == .discovered || self == .settling || self == .failed }
}

private func < (a: (Instant, Int64, Int64), b: (Instant, Int64, Int64)) -> Bool {
    if a.0 != b.0 { return a.0 < b.0 }
    return a.1 != b.1 ? a.1 < b.1 : a.2 < b.2
}
