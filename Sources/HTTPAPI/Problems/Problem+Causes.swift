import Hummingbird
import Intake
import Ledger
import NIOPosix
import Ownership

extension Problem {
    /// The problem that an error of a lower floor is to a client; `nil` if it is nobody's but ours.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as LedgerError: self.init(ledger: error)
        case let refusal as Refusal:
            self.init(ProblemType(refusal.cause), refusal.description)
            members = [("missing", .array(refusal.reasons.map { .string($0) }))]
        case let refusal as LifeRefusal:
            self.init(.lifeRefused, refusal.description)
            members = [("missing", .array(refusal.missing.map { .string($0) }))]
        case let error as ArchiveError where error.isFull: self = .storageFull
        case let error as SpoolError where error.isFull: self = .storageFull
        case is CancellationError, is NIOThreadPoolError.ThreadPoolInactive:
            self = Problem(.busy, "The gateway is stopping. Nothing was posted.").retry(afterSeconds: 5)
        case let error as any HTTPResponseError:
            switch error.status {
            case .notFound: self.init(.notFound, "There is nothing at this path.")
            case .contentTooLarge: self.init(.bodyTooLarge, "The body is longer than is allowed here.")
            default:
                self.init(.other, "The request failed.")
                status = error.status
            }
        default: return nil
        }
    }

    private init?(ledger error: LedgerError) {
        switch error {
        case .idempotencyConflict:
            self.init(
                .idempotencyKeyReused,
                "The key was used for another body or another interface. A new request needs a new key.")
        case .inFlight:
            self = Problem(.inFlight, "Ask again in a moment: the answer will be the first one's.")
                .retry(afterSeconds: 1)
        case .badCursor: self.init(.badRequest, "The cursor is not one that this gateway gave.")
        case .notPermitted(let sentence), .conflictOfDuty(let sentence): self.init(.notPermitted, sentence)
        case .malformed(let sentence): self.init(.badRequest, sentence)
        case .unknown(let what): self = .notFound(what)
        case .busy: self = Problem(.busy, "Nothing was posted. Try again.").retry(afterSeconds: 2)
        case .storageFull: self = .storageFull
        default: return nil
        }
    }

    private static var storageFull: Problem {
        Problem(.storageFull, "Nothing was posted. Try again later.").retry(afterSeconds: 60)
    }
}
