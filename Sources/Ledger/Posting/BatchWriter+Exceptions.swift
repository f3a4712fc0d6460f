import Canonical
import Ownership

extension BatchWriter {
    func reject(_ rejection: RecordBatch.Rejection) throws {
        guard try isDue(rejection.number) else { return }
        witness?(RehearsedRecord(rejection))
        settle(
            OutcomeRun(
                number: rejection.number, count: 1, outcome: .rejected, reason: .untranslatable,
                flags: 0, record: 0, aside: 0))
        for finding in rejection.findings {
            try ExceptionRow.insert(finding, record: rejection.number, of: draft, &state, at: now, in: db)
        }
    }

    /// What is wrong with the texts of a record, so that it is no record: `nil` where nothing is. Whoever translates sees to
    /// that first; this makes sure that no such text opens a cell, takes a key or is cut when it is stored.
    func refusal(of entry: RecordBatch.Entry, in batch: RecordBatch, _ bytes: UnsafeRawBufferPointer) -> Finding? {
        guard weakened != .lookAlike else { return nil }
        if scopes[entry.scope] == nil {
            let scope = batch.scopes[entry.scope]
            for (field, text) in [(Kind.entityField, scope.entity), (Kind.locationField, scope.location)] {
                guard let problem = KeyText.problem(text) else { continue }
                return Finding(
                    record: entry.number, line: entry.line, offset: entry.offset, field: field, rule: "key-text",
                    expected:
                        "a name that is what it looks like: no blanks at its ends, no characters that look like others or like nothing",
                    found: problem, advice: "Have the sender correct it: it would be another name that looks the same.")
            }
        }
        guard
            RecordText.isCut(key: UnsafeRawBufferPointer(rebasing: bytes[entry.key]))
                || RecordText.isCut(body: UnsafeRawBufferPointer(rebasing: bytes[entry.body]))
        else { return nil }
        return Finding(
            record: entry.number, line: entry.line, offset: entry.offset, rule: "nul", expected: "a text without U+0000",
            found: "U+0000", advice: "Have the sender correct it, or let the contract strip the fillers of the field.")
    }

    /// Tells a person why the record in hand was not posted; of a store-day that is answered as a whole, once.
    func report(_ reason: Reason, _ record: RecordInHand, in scope: ScopeState) throws {
        let isNews = !reason.isOfStoreDay || told.insert(.init(scope: scope.id, date: record.entry.date, reason: reason)).inserted
        guard isNews else {
            state.notListed += 1
            return
        }
        // Answers to store-days are few and name their cell, so they are always kept.
        guard reason.isOfStoreDay || state.listed < PostingState.mostListed else {
            return try ExceptionRow.count(record.entry.number, of: draft, &state, at: now, in: db)
        }
        let place = "\(scope.scope.kind) of \(scope.scope.entity), location \(scope.scope.location)"
        var finding = Finding(
            record: record.entry.number, line: record.entry.line, offset: record.entry.offset,
            rule: reason.description, expected: "", found: "", advice: "")
        switch reason {
        case .noScope:
            finding.expected = "a cell, or a charter rule that lets \(draft.writer) open one"
            finding.found = place
            finding.advice = "Add a rule to Interfaces/ownership.yaml, or correct the location."
        case .wrongLocation:
            finding.expected = "a location that '\(draft.source)' speaks for: \(draft.locations.joined(separator: ", "))"
            finding.found = place
            finding.advice = "Ask whose file this is: it may have gone into another store's drop."
        case .notOwner, .handedOver:
            let owners = scope.domains.compactMap { domain in
                domain.cell.map { cell in
                    "\(domain.cell?.domain ?? ""): \(cell.epoch(at: record.entry.date)?.writer ?? cell.outgoing)"
                }
            }
            finding.expected = "the owner, \(owners.joined(separator: ", "))"
            finding.found = "\(draft.writer), for \(place)"
            finding.advice = "Only the owner of a cell may state its facts; see `crossdock cutover explain`."
        case .repeatedKey:
            finding.expected = "one record for each key"
            finding.found = "key \(record.keyText) again, with other content"
            finding.advice = "Ask the sender which of the two is meant."
        case .correction:
            finding.expected = "the content already posted"
            finding.found = "key \(record.keyText) with other content"
            finding.advice = "The interface asks before it corrects: accept or refuse the new content."
        case .farFuture:
            finding.expected = "a business date at most \(Submission.longestWait) days ahead"
            finding.found = record.entry.date.description
            finding.advice = "Check the sender's clock and date format."
        case .sealed:
            finding.expected = "a date that is still open"
            finding.found = "\(record.entry.date), for \(place)"
            finding.advice = "Its dates were closed for good. Whoever owns today books the correction."
        case .retired:
            finding.expected = "an interface that still takes records"
            finding.found = "\(draft.reference), which is retired"
            finding.advice = "Send it by the successor; `crossdock retirement show \(draft.interface)` names it."
        case .late:
            finding.expected = "the days of \(draft.writer) to be in before they count as late"
            finding.found = record.entry.date.description
            finding.advice = "It was accepted. Tell whoever has closed that day, then resolve this; open ones block the seal."
        default:
            finding.expected = "a record that may be posted"
            finding.found = place
            finding.advice = "See the decision with `crossdock cutover explain`."
        }
        if reason.isOfStoreDay { finding.advice += " It stands for every such record of this store and \(record.entry.date)." }
        try ExceptionRow.insert(
            finding, record: record.entry.number, scope: scope.id, of: draft, &state, always: reason.isOfStoreDay, at: now, in: db)
    }
}
