import Canonical
import Ownership

extension GuardModel {
    /// What the guard says of a record now, before the fact's current version is looked at.
    package func decision(_ writer: Int, _ door: Door, day: Int32?, cell: Int, repeats: Bool = false) -> Decision {
        let submission = submission(writer, door, day)
        if variant == .ownershipByArrival, let day, day <= opened.days, let now = cells[cell] {
            return decideByArrival(submission, in: now, repeats: repeats)
        }
        return decide(submission, in: cells[cell], repeatsCurrent: repeats)
    }

    func submission(_ writer: Int, _ door: Door, _ day: Int32?) -> Submission {
        Submission(
            writer: GuardWorld.writers[writer], door: door, standing: standings[writer],
            date: day.map { BusinessDate(days: $0) }, today: opened)
    }

    /// A mutation: the day of arrival stands for the business date.
    private func decideByArrival(_ submission: Submission, in cell: Cell, repeats: Bool) -> Decision {
        let date = submission.date
        var submission = submission
        submission.date = opened
        let decision = decide(submission, in: cell, repeatsCurrent: repeats)
        return Decision(decision.outcome, decision.reason, epoch: date.flatMap(cell.epoch)?.number ?? 0)
    }

    /// The first half of a post: a worker reads cells and decides, outside any transaction.
    package func prepare(_ transfer: ModelTransfer, bytes: Int) -> PreparedTransfer {
        var prepared = PreparedTransfer(
            bytes: bytes, transfer: transfer, revisions: [], decisions: [], standing: standings[transfer.writer],
            today: opened)
        for record in transfer.records {
            let cell = GuardWorld.cell(of: record.fact)
            prepared.revisions.append(cells[cell]?.revision ?? 0)
            prepared.decisions.append(decision(transfer.writer, transfer.door, day: record.day, cell: cell))
        }
        return prepared
    }

    /// The second half: whatever was decided on another revision of the cell, on another day, or while the
    /// interface stood otherwise, is decided again.
    ///
    /// - Parameter dyingAfter: the process dies after so many records; the caller throws the copy away.
    /// - Returns: the receipt's number.
    @discardableResult
    package mutating func commit(_ prepared: PreparedTransfer, dyingAfter: Int? = nil) throws(ModelCrash) -> Int {
        let transfer = prepared.transfer
        let number = receipts.count
        let isRepeat = archive[prepared.bytes] >= 0
        if !isRepeat { archive[prepared.bytes] = number }
        receipts.append(ModelReceipt(bytes: prepared.bytes, first: received.count, count: transfer.records.count, isRepeat: isRepeat))
        let isAsked = isRepeat && transfer.door == .file && repeats(prepared, before: number) == .ask
        var index = 0
        while index < transfer.records.count {
            if dyingAfter == index { throw ModelCrash() }
            let record = transfer.records[index]
            if isAsked {
                ask(about: record, of: transfer, number)
                index += 1
                continue
            }
            let cell = GuardWorld.cell(of: record.fact)
            if cells[cell] == nil, GuardWorld.openers[cell] == transfer.writer { open(cell, for: transfer.writer) }
            let isCurrent =
                prepared.today == opened && prepared.standing == standings[transfer.writer]
                && (variant == .noRevisionCheck || prepared.revisions[index] == (cells[cell]?.revision ?? 0))
            var decision =
                isCurrent && prepared.revisions[index] > 0
                ? prepared.decisions[index] : self.decision(transfer.writer, transfer.door, day: record.day, cell: cell)
            if variant == .highestEpochFencing, let last = cells[cell]?.epochs.last, decision.epoch != 0, decision.epoch < last.number {
                decision = Decision(transfer.door.answers ? .rejected : .quarantined, .handedOver, epoch: decision.epoch)
            }
            received.append(
                ModelReceived(
                    transfer: number, writer: transfer.writer, door: transfer.door, asks: transfer.asks, record: record,
                    outcome: .rejected, reason: .none, firstOutcome: .rejected, firstReason: .none))
            post(received.count - 1, decision, in: cell, aside: nil, isRepeat: isRepeat)
            received[received.count - 1].firstOutcome = received[received.count - 1].outcome
            received[received.count - 1].firstReason = received[received.count - 1].reason
            index += 1
        }
        if dyingAfter != nil { throw ModelCrash() }
        return number
    }

    /// What it means that the very bytes came before.
    private func repeats(_ prepared: PreparedTransfer, before number: Int) -> RepeatVerdict {
        var standing = RepeatVerdict.Standing.current
        for receipt in receipts[..<number] where receipt.bytes == prepared.bytes {
            for index in receipt.first..<receipt.first + receipt.count where isReplaced(index) { standing = .replaced }
        }
        return RepeatVerdict(at: prepared.transfer.door, standing, isComplete: false, isRetry: false)
    }

    /// Whether what was stated, or kept beside, is the last word on its fact no more.
    private func isReplaced(_ number: Int) -> Bool {
        let item = received[number]
        let source = item.repeats >= 0 ? received[item.repeats] : item
        if source.version >= 0 || source.outcome == .superseded {
            guard let current = current(item.record.fact) else { return false }
            return current.content != item.record.content || current.day != item.record.day
        }
        guard source.outcome.isBeside else { return false }
        var next = facts[item.record.fact].aside
        while next >= 0 {
            let other = received[asides[next].received]
            if asides[next].isOpen, asides[next].outcome.isBeside, other.writer == item.writer { return other.record != item.record }
            next = asides[next].previous
        }
        return false
    }

    /// Leaves a record to a person, with the whole of its file.
    private mutating func ask(about record: ModelRecord, of transfer: ModelTransfer, _ number: Int) {
        received.append(
            ModelReceived(
                transfer: number, writer: transfer.writer, door: transfer.door, asks: transfer.asks, record: record,
                outcome: .quarantined, reason: .statedBefore, firstOutcome: .quarantined, firstReason: .statedBefore))
        settle(received.count - 1, .quarantined, .statedBefore, aside: nil, isOpen: false)
    }

    private mutating func open(_ cell: Int, for writer: Int) {
        let place = GuardWorld.places[cell]
        cells[cell] = Cell(scope: place.scope, domain: place.domain, outgoing: GuardWorld.writers[writer])
        moved |= 1 << cell
        note(.opened, plan: -1, by: -1)
    }

    /// Gives a received record its outcome; `aside` is its entry beside if it has one already.
    mutating func post(_ number: Int, _ decision: Decision, in cell: Int, aside: Int?, isRepeat: Bool) {
        let item = received[number]
        let fact = item.record.fact
        let version = facts[fact].version
        var current: CurrentFact?
        if version >= 0 {
            let held = versions[version]
            current = CurrentFact(
                isSameContent: held.content == item.record.content && held.day == item.record.day,
                isOfSameTransfer: facts[fact].transfer == item.transfer, order: StatementOrder(transfer: Int64(facts[fact].transfer)))
        }
        let door = aside == nil ? item.door : .file
        let verdict = FactVerdict(
            decision, again: self.decision(item.writer, door, day: item.record.day, cell: cell, repeats: true),
            order: StatementOrder(transfer: Int64(item.transfer)), current: current, asks: item.asks
        ) { nil }
        switch verdict {
        case .accept:
            accept(number, decision, in: cell)
            settle(number, .accepted, decision.reason, aside: aside, isOpen: false)
        case .duplicate(let confirms):
            if confirms { facts[fact].transfer = item.transfer }
            received[number].version = version
            settle(number, .duplicate, .sameContent, aside: aside, isOpen: false)
        case .superseded(let why):
            settle(number, .superseded, why.reason, aside: aside, isOpen: false)
        case .aside(let why):
            if aside == nil {
                keep(number, why, isRepeat: isRepeat)
            } else {
                settle(number, why.outcome, why.reason, aside: aside, isOpen: true)
            }
        }
    }

    private mutating func keep(_ number: Int, _ decision: Decision, isRepeat: Bool) {
        guard decision.outcome != .rejected else { return settle(number, .rejected, decision.reason, aside: nil, isOpen: false) }
        let item = received[number]
        let isSecond = facts[item.record.fact].beside == item.transfer
        facts[item.record.fact].beside = item.transfer
        if let other = beside(item, as: decision.outcome, isRepeat: isRepeat) {
            received[number].repeats = other
            return settle(number, .duplicate, .sameContent, aside: nil, isOpen: false)
        }
        // What holds for canonical facts holds for those that may become so: a transfer does not contradict itself.
        if isSecond, decision.outcome.isBeside {
            return keep(number, Decision(.quarantined, .repeatedKey, epoch: decision.epoch), isRepeat: isRepeat)
        }
        asides.append(
            ModelAside(
                fact: item.record.fact, received: number, outcome: decision.outcome, reason: decision.reason, isOpen: true,
                previous: facts[item.record.fact].aside))
        facts[item.record.fact].aside = asides.count - 1
        settle(number, decision.outcome, decision.reason, aside: nil, isOpen: true)
    }

    /// The writer's latest word beside the fact, through the same interface, if it is this very content; of what a person
    /// was asked about before, any earlier word will do.
    private func beside(_ item: ModelReceived, as outcome: Outcome, isRepeat: Bool) -> Int? {
        var next = facts[item.record.fact].aside
        while next >= 0 {
            let entry = asides[next]
            let other = received[entry.received]
            if entry.isOpen, entry.outcome == outcome, other.writer == item.writer {
                if other.record == item.record, other.asks == item.asks { return entry.received }
                if !isRepeat || outcome != .quarantined { return nil }
            }
            next = entry.previous
        }
        return nil
    }

    private mutating func settle(_ number: Int, _ outcome: Outcome, _ reason: Reason, aside: Int?, isOpen: Bool) {
        if let aside {
            tally[received[number].outcome.rawValue] -= 1
            asides[aside].outcome = outcome
            asides[aside].reason = reason
            asides[aside].isOpen = isOpen
        }
        tally[outcome.rawValue] += 1
        received[number].outcome = outcome
        received[number].reason = reason
        settled.append(number)
    }

    private mutating func accept(_ number: Int, _ decision: Decision, in cell: Int) {
        let item = received[number]
        guard let day = item.record.day else { return }
        let fact = item.record.fact
        versions.append(
            ModelVersion(
                fact: fact, writer: item.writer, day: day, content: item.record.content, epoch: decision.epoch,
                replaced: facts[fact].version, received: number))
        facts[fact].version = versions.count - 1
        received[number].version = versions.count - 1
        facts[fact].transfer = item.transfer
        if (cells[cell]?.highest?.days ?? .min) < day { cells[cell]?.highest = BusinessDate(days: day) }
        deliver(versions.count - 1, in: cell)
    }
}

extension Outcome {
    /// Kept beside, and perhaps to become canonical later.
    fileprivate var isBeside: Bool { self == .held || self == .shadow }
}
