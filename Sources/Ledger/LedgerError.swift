import GRDB

/// Why the ledger would not do something. Never carries business data.
package enum LedgerError: Error, Sendable, Hashable {
    /// Somebody else has taken the pickup or the transfer over. Stop; the other one carries on.
    case fenced
    /// The idempotency key was used for other content. For the caller to put right.
    case idempotencyConflict
    /// A request with the same idempotency key is being posted right now. Retry later.
    case inFlight
    /// The outcomes do not add up to the records received; nothing of the transaction was kept.
    case countsDisagree(records: Int, outcomes: Int)
    /// A batch does not continue where the transfer stands.
    case outOfOrder(expected: Int, found: Int)
    /// The posting has been finished or refused already.
    case closed
    /// Records of the transfer are canonical already, so it cannot be refused as a whole.
    case alreadyPosting
    case unknown(String)
    /// The name is in use.
    case taken(String)
    /// The acting person may not do this; a sentence that says who may.
    case notPermitted(String)
    /// One person must not hold these roles together; a sentence that says why.
    case conflictOfDuty(String)
    /// A name or a selector that cannot be stored; a sentence that says what it may look like.
    case malformed(String)
    /// The cursor was not made by this ledger.
    case badCursor
    /// No room left for the ledger. Retry when there is.
    case storageFull
    /// Another process has kept the ledger busy for too long. Retry.
    case busy
    /// The file was migrated by a later release.
    case newerSchema
    /// The database refused to be synchronous on every commit.
    case notSynchronous
    case backupExists
    /// The data folder cannot be made: its path, and the system's reason.
    case noFolder(String, String)
    /// More domains than the ledger can tell apart (62).
    case tooManyDomains

    init?(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .storageFull
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        default: return nil
        }
    }

    /// Whether the same call may succeed later with nothing changed by a person.
    package var isTransient: Bool {
        switch self {
        case .inFlight, .storageFull, .busy: true
        default: false
        }
    }

    /// Whether it is the request that is wrong, and not the ledger or the moment.
    package var isRefusal: Bool {
        switch self {
        case .unknown, .taken, .notPermitted, .conflictOfDuty, .malformed, .idempotencyConflict: true
        default: false
        }
    }
}

extension LedgerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fenced: "the lease has been taken over by another worker"
        case .idempotencyConflict: "the idempotency key belongs to a request with other content"
        case .inFlight: "a request with this idempotency key is being posted"
        case .countsDisagree(let records, let outcomes):
            "\(outcomes) outcomes for \(records) records; nothing was posted"
        case .outOfOrder(let expected, let found):
            "the next record is number \(expected), the batch has number \(found)"
        case .closed: "the posting has ended"
        case .alreadyPosting: "some of its records are canonical already"
        case .unknown(let what): "there is no such \(what)"
        case .taken(let what): "there is a \(what) of that name already"
        case .notPermitted(let sentence), .conflictOfDuty(let sentence), .malformed(let sentence): sentence
        case .badCursor: "the cursor is not one of ours"
        case .storageFull: "no room left for the ledger"
        case .busy: "another process keeps the ledger busy"
        case .newerSchema: "the ledger was written by a later release of Crossdock"
        case .notSynchronous: "the ledger cannot be made durable on this file system"
        case .backupExists: "the backup file exists already"
        case .noFolder(let path, let reason):
            "the data folder \(path) cannot be made: \(reason). Name another with --data, or make it for the account that runs Crossdock"
        case .tooManyDomains: "more than 62 domains"
        }
    }
}
