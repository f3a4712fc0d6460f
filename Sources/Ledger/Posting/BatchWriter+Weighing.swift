import Canonical
import Foundation
import GRDB
import Ownership

extension BatchWriter {
    /// The long way: known keys, several answers in several domains, anything not plainly accepted.
    func weigh(_ record: RecordInHand, in scope: ScopeState) throws {
        guard !scope.domains.isEmpty else {
            return try keep(record, in: scope, Decision(.quarantined, .noScope), domains: 0)
        }
        var verdicts = Verdicts()
        for (index, domain) in scope.domains.enumerated() {
            let hit = hits.first { $0.domain == domain.id }
            let current = try hit.map { hit in
                let known = try statements.look(at: hit.record, for: UnsafeRawBufferPointer(digest))
                return CurrentFact(
                    isSameContent: known.isContent, isOfSameTransfer: hit.transfer == state.transfer,
                    order: try origins.order(of: hit.transfer, version: known.order))
            }
            var order = order
            order.version = record.entry.order
            let verdict = try FactVerdict(
                scope.decisions[index], again: scope.decideAgain(index, on: record.entry.date, submission), order: order,
                current: current, asks: draft.correction == .ask, weakened: weakened
            ) { try lastOfDrop(stating: hit) }
            switch verdict {
            case .accept: verdicts.accepted.append((index, hit?.record))
            case .duplicate(let confirms): verdicts.duplicates.append((index, hit, confirms))
            case .superseded(let decision): if let hit { verdicts.superseded.append((index, hit, decision)) }
            case .aside(let decision):
                // Which of two contents is meant is asked about the record, not about one of its domains.
                if decision.reason == .repeatedKey || decision.reason == .correction {
                    return try keep(record, in: scope, decision)
                }
                if let copy = try keptCopy(of: record, in: scope, domain.id, decision) {
                    verdicts.duplicates.append((index, nil, false))
                    verdicts.copy = copy
                } else {
                    verdicts.add(decision, domain.id)
                }
            }
        }
        try carryOut(verdicts, on: record, in: scope)
    }

    private func keptCopy(of record: RecordInHand, in scope: ScopeState, _ domain: Int64, _ decision: Decision) throws -> Int64? {
        guard decision.outcome == .shadow || decision.outcome == .held else { return nil }
        return try kept.copy(
            record, digest: UnsafeRawBufferPointer(digest), scope: scope.id, domain: domain, decision,
            // Of states that say which they are, the latest copy need not be the later word.
            isKnownAnyhow: isAgain || record.entry.order != nil)
    }

    /// The number of the latest file of the transfer's drop that has stated a fact; looked for only where one could be later
    /// than the transfer's own.
    private func lastOfDrop(stating hit: FactHit?) throws -> Int64? {
        guard isOvertaken, let drop = order.file?.drop, let hit else { return nil }
        return try VersionHistory.lastFile(of: drop, upTo: hit.record, in: db)
    }

    private func carryOut(_ verdicts: Verdicts, on record: RecordInHand, in scope: ScopeState) throws {
        for case (let index, let hit?, true) in verdicts.duplicates where hit.transfer != state.transfer {
            try statements.touch(domain: scope.domains[index].id)
        }
        let mattering = verdicts.others.filter { !verdicts.isOwn || !$0.decision.reason.isForeign }
        var flags = record.entry.flags
        if mattering.count < verdicts.others.count { flags.insert(.partial) }

        guard !verdicts.accepted.isEmpty else {
            let late = try keepAsHistory(verdicts, record, in: scope, flags: flags)
            if let main = mattering.min(by: { $0.decision.rank < $1.decision.rank }) {
                for other in mattering where other != main {
                    try setAside(record, in: scope, other.decision, domains: other.domains, flags: flags)
                    if other.decision.outcome == .quarantined { try report(other.decision.reason, record, in: scope) }
                }
                return try keep(record, in: scope, main.decision, domains: main.domains, flags: flags)
            }
            if let first = verdicts.superseded.first {
                return settle(record, .superseded, first.decision.reason, flags: flags, record: late)
            }
            // Names a version only where all of it is canonical: a copy that is kept beside may yet become so.
            let hits = verdicts.duplicates.compactMap(\.hit?.record)
            let current = hits.count == verdicts.duplicates.count ? hits.first ?? 0 : 0
            return settle(record, .duplicate, .sameContent, flags: flags, record: current, aside: verdicts.copy)
        }
        let id = try accept(verdicts, record, in: scope, flags: flags)
        var aside: Int64 = 0
        for other in mattering {
            aside = try setAside(record, in: scope, other.decision, domains: other.domains, flags: flags)
            if other.decision.outcome == .quarantined {
                try report(other.decision.reason, record, in: scope)
            }
        }
        let reason = verdicts.accepted.lazy.map { scope.decisions[$0.index].reason }.first { $0 != .none }
        if reason == .late { try report(.late, record, in: scope) }
        settle(record, .accepted, reason ?? .none, flags: flags, record: id, aside: aside)
    }

    private func accept(
        _ verdicts: Verdicts, _ record: RecordInHand, in scope: ScopeState, flags: RecordFlags
    ) throws -> Int64 {
        let set = verdicts.accepted.reduce(Int64(0)) { $0 | 1 << scope.domains[$1.index].id }
        let id = try insert(record, in: scope, domains: set, flags: flags.rawValue)
        for (index, replaced) in verdicts.accepted {
            let domain = scope.domains[index].id
            let epoch = scope.decisions[index].epoch
            if let replaced {
                try statements.restate(domain: domain, record: id, epoch: epoch, replaced: replaced)
            } else {
                try statements.state(domain: domain, record: id, epoch: epoch)
            }
            try outbox.tell(scope.domains[index].targets, of: id, domain: domain, replaced: replaced)
        }
        return id
    }

    /// Keeps what is not the later word as a version that never was current, unless there is one like it.
    ///
    /// - Returns: the version; 0 where nothing is superseded.
    private func keepAsHistory(_ verdicts: Verdicts, _ record: RecordInHand, in scope: ScopeState, flags: RecordFlags) throws -> Int64 {
        guard let first = verdicts.superseded.first else { return 0 }
        let known = try VersionHistory.find(
            Data(UnsafeRawBufferPointer(digest)), scope: scope.id, key: record.keyText, current: first.hit.record, in: db)
        if let known { return known }
        let domains = verdicts.superseded.reduce(Int64(0)) { $0 | 1 << scope.domains[$1.index].id }
        return try insert(record, in: scope, domains: domains, flags: flags.rawValue, isCurrent: false)
    }

    /// Keeps the content beside and says why; a record refused at a door that answers is not kept.
    private func keep(
        _ record: RecordInHand, in scope: ScopeState, _ decision: Decision, domains: Int64? = nil,
        flags: RecordFlags? = nil
    ) throws {
        let flags = flags ?? record.entry.flags
        var aside: Int64 = 0
        if decision.outcome != .rejected {
            aside = try setAside(
                record, in: scope, decision, domains: domains ?? scope.domainSet, flags: flags)
        }
        settle(record, decision.outcome, decision.reason, flags: flags, aside: aside)
        if decision.outcome == .quarantined || decision.outcome == .rejected {
            try report(decision.reason, record, in: scope)
        }
    }

    @discardableResult
    private func setAside(
        _ record: RecordInHand, in scope: ScopeState, _ decision: Decision, domains: Int64,
        flags: RecordFlags
    ) throws -> Int64 {
        guard decision.outcome != .rejected else { return 0 }
        let id = nextAside
        nextAside += 1
        try statements.setAside(
            record, id: id, scope: scope.id, domains: domains, flags: flags.rawValue,
            outcome: decision.outcome.rawValue, reason: decision.reason.rawValue)
        return id
    }
}
