import Canonical
import Foundation
import Ledger
import Logging
import Transport

/// Takes files of one drop over one session, each through claim, stage, post and clear.
final class FileWorker {
    private let poller: DropPoller
    private var session: any EndpointSession
    private var ledger: Ledger { poller.pipeline.ledger }

    init(_ poller: DropPoller, _ session: any EndpointSession) {
        self.poller = poller
        self.session = session
    }

    deinit { session.close() }

    func run(_ queue: WorkQueue) {
        while !poller.isStopped, let pickup = queue.next() {
            guard poller.pipeline.archive.freeSpace > poller.freeSpaceFloor else {
                poller.logger.error("free space is below the floor: nothing is taken", metadata: ["floor": "\(poller.freeSpaceFloor)"])
                queue.count { $0.failed += 1 }
                return
            }
            do {
                try take(pickup, queue)
            } catch LedgerError.fenced {
                poller.logger.notice("another gateway has taken the file over", metadata: name(pickup))
            } catch {
                queue.fail(error)
            }
        }
    }

    private func take(_ pickup: Pickup, _ queue: WorkQueue) throws {
        let now = poller.timekeeper.now()
        guard let fence = try ledger.claim(pickup.id, owner: poller.owner, until: now.adding(seconds: Lease.duration)),
            let claimed = try ledger.pickup(pickup.id)
        else { return }
        let step = PickupStep(pickup: pickup.id, fence: fence)
        do {
            try carry(claimed, Lease(step, ledger, poller.timekeeper), queue)
        } catch LedgerError.fenced {
            throw LedgerError.fenced
        } catch {
            // Whatever it was, it is noted at this file and the others go on; if the ledger cannot even
            // take the note, the poll ends.
            queue.count { $0.failed += 1 }
            try note(error, claimed, step)
            if let error = error as? TransportError, error.endsSession { try reconnect() }
        }
    }

    /// From wherever the pickup stands to its end.
    private func carry(_ pickup: Pickup, _ lease: Lease, _ queue: WorkQueue) throws {
        var pickup = pickup
        var stored: Archive.Stored?
        if pickup.state == .claimed {
            guard let fresh = try stage(pickup, lease) else { return }
            pickup.digest = fresh.digest
            stored = fresh
        } else if pickup.state == .staged, let digest = pickup.digest {
            stored = .init(digest: digest, size: Int(pickup.size), path: poller.pipeline.archive.path(of: digest))
        }
        if let stored {
            try post(pickup, stored, lease, queue)
        }
        let action = try Clearing(poller.drop, session).clear(pickup)
        try ledger.advance(lease.step, .cleared(action: action))
        queue.count { $0.cleared += 1 }
    }

    /// Copies the bytes into the archive and makes sure they are all there; `nil` if they are not.
    private func stage(_ pickup: Pickup, _ lease: Lease) throws -> Archive.Stored? {
        let path = poller.drop.folder.file(try RemoteName(bytes: pickup.path))
        let stored: Archive.Stored
        do {
            stored = try poller.pipeline.archive.store { sink in
                try session.read(path) { chunk in
                    try lease.keep()
                    try sink(chunk)
                }
            }
        } catch let error as TransportError where error.kind == .notFound {
            try ledger.advance(lease.step, .vanished)
            return nil
        }
        let after = try session.stat(path)
        guard Int64(stored.size) == pickup.size, let after, pickup.isSame(after) else {
            poller.logger.notice("the file changed while it was copied: it settles again", metadata: name(pickup))
            try ledger.advance(lease.step, .settling(size: Int64(clamping: after?.size ?? 0), mtime: after?.mtime ?? 0))
            return nil
        }
        try ledger.advance(lease.step, .staged(stored.digest, size: Int64(stored.size)))
        return stored
    }

    /// Posts or refuses what is in the archive. When it returns, the source may be cleared.
    private func post(_ pickup: Pickup, _ stored: Archive.Stored, _ lease: Lease, _ queue: WorkQueue) throws {
        if let obstacle = poller.pipeline.shelf.library.obstacle(to: poller.drop.interface) { throw PipelineError(obstacle) }
        guard let plan = poller.pipeline.shelf.plan(poller.drop.interface) else {
            throw PipelineError.unknownInterface(poller.drop.interface)
        }
        if stored.size == 0, plan.definition.emptyFile == .ignore {
            try ledger.advance(lease.step, .refused("empty, and the interface ignores empty files"))
            queue.count { $0.refused += 1 }
            return
        }
        noteSameContent(pickup, stored)
        var arrival = Arrival(
            door: .file, source: poller.drop.name, name: EscapedText.escape(pickup.path), plan: plan, writer: plan.definition.writer,
            pickup: lease.step)
        arrival.locations = poller.drop.locations
        // Whether the lease is still ours is checked again in every transaction.
        let receipt = try poller.pipeline.receive(arrival, stored: stored) { _ in try? lease.keep() }
        let isRefused = receipt.transfer.state == .refused
        queue.count { if isRefused { $0.refused += 1 } else { $0.posted += 1 } }
        poller.logger.info(
            isRefused ? "refused" : "posted",
            metadata: [
                "file": "\(arrival.name)", "transfer": "\(receipt.transfer.id)", "records": "\(receipt.transfer.records)",
                "accepted": "\(receipt.transfer.tally[.accepted])",
            ])
    }

    /// The same bytes under another name or in another drop are taken, and said aloud.
    private func noteSameContent(_ pickup: Pickup, _ stored: Archive.Stored) {
        guard stored.size > 0, let other = try? ledger.pickups(digest: stored.digest).first(where: { $0.id != pickup.id }) else { return }
        poller.logger.notice(
            "the content was received before",
            metadata: [
                "file": "\(EscapedText.escape(pickup.path))", "before": "\(other.drop)/\(EscapedText.escape(other.path))",
                "transfer": "\(other.transfer ?? 0)",
            ])
    }

    private func note(_ error: any Error, _ pickup: Pickup, _ step: PickupStep) throws {
        // 10 s, 20 s, 40 s … up to an hour.
        let pause = min(3600, 10 << min(pickup.attempts, 9))
        poller.logger.warning(
            "a technical failure; tried again later", metadata: name(pickup).merging(["error": "\(error)", "seconds": "\(pause)"]) { $1 })
        try ledger.advance(step, .failed(Self.shown(error), nextAttempt: poller.timekeeper.now().adding(seconds: Int64(pause))))
    }

    /// What may be shown to anybody: errors that are not known to be free of business data are only named.
    private static func shown(_ error: any Error) -> String {
        switch error {
        case let error as TransportError: "\(error.label): \(error)"
        case is ArchiveError, is LedgerError, is PipelineError: "\(error)"
        default: "unexpected: \(type(of: error))"
        }
    }

    private func reconnect() throws {
        session.close()
        session = try poller.drop.endpoint.connect()
    }

    private func name(_ pickup: Pickup) -> [String: Logger.MetadataValue] { ["file": "\(EscapedText.escape(pickup.path))"] }
}
