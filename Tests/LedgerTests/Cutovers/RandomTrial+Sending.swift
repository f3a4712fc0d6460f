import Canonical
import CrossdockTesting
import Ownership

@testable import Ledger

extension RandomTrial {
    /// Mostly what a writer says every day; both know mostly the same.
    func say() throws {
        let dice = below(100)
        let writer = dice < 48 ? Bench.legacy : dice < 94 ? Bench.cloud : Bench.third
        if writer != Bench.third, below(10) < 6, try sayDaily(writer) { return }
        try send(writer, oddLines())
    }

    /// All days since its last daily file, in all stores; `false` where it has said everything.
    func sayDaily(_ writer: String) throws -> Bool {
        let from = max((toldUpTo[writer] ?? -1) + 1, today - 5)
        guard from <= today else { return false }
        toldUpTo[writer] = today
        try send(writer, truth(from...today))
        return true
    }

    func truth(_ days: ClosedRange<Int>) -> [TrialFile.Line] {
        days.flatMap { day in
            bench.stores.flatMap { store in (1...2).map { line(store, day, $0) } }
        }
    }

    private func line(_ store: String, _ day: Int, _ ticket: Int, off: Int = 0) -> TrialFile.Line {
        TrialFile.Line(store: store, day: day, ticket: ticket, total: 100 + (day &* 7 + ticket) % 13 + off)
    }

    /// Late, early, other content, and now and then a key twice.
    private func oddLines() -> [TrialFile.Line] {
        var lines: [TrialFile.Line] = []
        for _ in 0...below(4) {
            let dice = below(100)
            let day = today + (dice < 45 ? -below(8) : dice < 60 ? 0 : dice < 95 ? 1 + below(7) : 8 + below(3))
            let off = isOneIn(8) ? 1000 + below(3) : 0
            lines.append(line(one(of: bench.stores), day, 1 + below(isOneIn(10) ? 3 : 2), off: off))
        }
        if isOneIn(15), let first = lines.first { lines.append(line(first.store, first.day, first.ticket, off: 5000)) }
        return lines
    }

    func send(_ writer: String, _ lines: [TrialFile.Line]) throws {
        let door: Door = isOneIn(3) ? .rest : .file
        let file = TrialFile(
            name: "f\(files.count)", writer: writer, door: door, correction: isOneIn(12) ? .ask : .replace,
            hasKey: door == .rest && isOneIn(3), lines: lines, size: isOneIn(3) ? 1 + below(3) : 100)
        files.append(file)
        if isOneIn(3) { return try start(file) }
        try deliver(file, rehearsed: isOneIn(3))
    }

    /// A file that corrects what it must, in one batch.
    func plain(_ writer: String, _ lines: [TrialFile.Line]) -> TrialFile {
        let file = TrialFile(
            name: "f\(files.count)", writer: writer, door: .file, correction: .replace, hasKey: false, lines: lines, size: 100)
        files.append(file)
        return file
    }

    func repeatFile() throws {
        guard !files.isEmpty else { return try say() }
        let recent = min(files.count, 20)
        let file = isOneIn(2) ? one(of: files) : files[files.count - 1 - below(recent)]
        try deliver(file, rehearsed: isOneIn(2))
    }

    /// The next batch of something under way, or a file that a kill had cut short.
    func goOn(_ chosen: Int? = nil) throws {
        if underWay.isEmpty || (chosen == nil && !cutShort.isEmpty && isOneIn(2)) {
            guard !cutShort.isEmpty else { return try say() }
            let file = cutShort.remove(at: below(cutShort.count))
            if isOneIn(2) { return try start(file) }
            return try deliver(file, rehearsed: false)
        }
        let index = chosen ?? below(underWay.count)
        if try advance(&underWay[index]) { underWay.remove(at: index) }
    }

    func draft(_ file: TrialFile) -> TransferDraft {
        var draft = bench.draft(file.writer, content: file.name, door: file.door, correction: file.correction)
        draft.name = file.name
        if file.hasKey { draft.idempotencyKey = file.name }
        return draft
    }

    /// Posts the first batch only.
    func start(_ file: TrialFile) throws {
        note("begin \(describe(file))")
        guard var posting = try open(file) else { return }
        if try !advance(&posting) { underWay.append(posting) }
    }

    /// 17: what a rehearsal says right before is what then happens.
    func deliver(_ file: TrialFile, rehearsed: Bool) throws {
        note("\(rehearsed ? "rehearse and " : "")send \(describe(file))")
        let draft = draft(file)
        var rehearsal: Rehearsal?
        let isUnderWay = try bench.number("transfers WHERE state = 1 AND name = '\(file.name)'") > 0
        if rehearsed, !file.hasKey, !isUnderWay {
            rehearsal = try ledger.rehearse(draft) { post in for batch in file.batches { try post(batch) } }
            count.rehearsals += 1
        }
        guard var posting = try open(file) else {
            if let rehearsal, rehearsal.duplicateOf == nil, rehearsal.refusal.isEmpty {
                throw Violation(17, "\(file.name) was rehearsed, but is a duplicate")
            }
            return
        }
        while try !advance(&posting) {}
        guard let rehearsal, let transfer = posting.posting.transfer else { return }
        let outcomes = try ledger.outcomes(of: transfer, limit: 1000)
        guard rehearsal.duplicateOf == nil, rehearsal.records.map(\.outcome) == outcomes.map(\.outcome),
            rehearsal.records.map(\.reason) == outcomes.map(\.reason)
        else {
            throw Violation(
                17,
                "\(file.name) was rehearsed as \(rehearsal.records.map { "\($0.outcome) \($0.reason)" }), "
                    + "posted as \(outcomes.map { "\($0.outcome) \($0.reason)" })")
        }
    }

    /// `nil` where there is nothing to post.
    private func open(_ file: TrialFile) throws -> TrialPosting? {
        do {
            switch try ledger.open(draft(file)) {
            case .new(let posting): return TrialPosting(file: file, posting: posting)
            case .resume(let posting, let after):
                if after > 0 { count.resumed += 1 }
                // Whoever comes again begins at the beginning.
                return TrialPosting(file: file, posting: posting)
            case .duplicate, .refused: return nil
            }
        } catch LedgerError.inFlight where file.hasKey {
            return nil
        }
    }

    /// Posts the next batch, the last one with the end: `true` once it is through.
    func advance(_ posting: inout TrialPosting) throws -> Bool {
        let batch = posting.file.batches[posting.next]
        let isLast = posting.next == posting.file.batches.count - 1
        let through = posting.posting.postedThrough
        let cells = posting.file.door == .rest ? try check.cells(bench) : [:]
        if isLast { _ = try posting.posting.finish(last: batch) } else { try posting.posting.post(batch) }
        posting.next += 1
        let numbers = max(through + 1, batch.first)..<max(through + 1, batch.last + 1)
        // A batch that was posted before the kill needs no transaction.
        if isLast || !numbers.isEmpty { try check.afterPosting(bench) }
        try ownersDataIsNotRejected(posting, numbers, cells)
        return isLast
    }

    /// 5, at the door that answers: nothing is kept of what it rejects.
    private func ownersDataIsNotRejected(_ posting: TrialPosting, _ numbers: Range<Int>, _ cells: [Int64: Cell]) throws {
        guard posting.file.door == .rest, let transfer = posting.posting.transfer else { return }
        for outcome in try ledger.outcomes(of: transfer, limit: 1000) where numbers.contains(outcome.number) && outcome.outcome == .rejected
        {
            let line = posting.file.lines[outcome.number - 1]
            for cell in cells.values where cell.scope.location == line.store {
                guard let epoch = cell.epoch(at: Bench.day(line.day)), epoch.writer == posting.file.writer, !epoch.isSealed else {
                    continue
                }
                throw Violation(5, "\(posting.file.name), record \(outcome.number): \(outcome.reason), though \(epoch.writer) owns it")
            }
        }
    }

    private func describe(_ file: TrialFile) -> String {
        let lines = file.lines.map { "\($0.store)/\($0.day)/\($0.ticket)=\($0.total)" }.joined(separator: " ")
        return "\(file.name) \(file.writer) \(file.door)\(file.correction == .ask ? " asks" : "")\(file.hasKey ? " keyed" : "")"
            + " in \(file.batches.count): \(lines)"
    }
}
