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
        var index = 0
        while index < transfer.records.count {
            if dyingAfter == index { throw ModelCrash() }
            let record = transfer.records[index]
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
                isOfSameTransfer: facts[fact].transfer == item.transfer)
        }
        let door = aside == nil ? item.door : .file
        let verdict = FactVerdict(
            decision, again: self.decision(item.writer, door, day: item.record.day, cell: cell, repeats: true), current: current,
            asks: item.asks, isOldNews: isRepeat && wasReplaced(item.record, since: version))
        switch verdict {
        case .accept:
            accept(number, decision, in: cell)
            settle(number, .accepted, decision.reason, aside: aside, isOpen: false)
        case .duplicate:
            facts[fact].transfer = item.transfer
            settle(number, .duplicate, .sameContent, aside: aside, isOpen: false)
        case .aside(let why):
            if aside == nil {
                keep(number, why, isRepeat: isRepeat)
            } else {
                settle(number, why.outcome, why.reason, aside: aside, isOpen: true)
            }
        }
    }

    private func wasReplaced(_ record: ModelRecord, since version: Int) -> Bool {
        var version = version
        while version >= 0 {
            if versions[version].content == record.content, versions[version].day == record.day { return true }
            version = versions[version].replaced
        }
        return false
    }

    private mutating func keep(_ number: Int, _ decision: Decision, isRepeat: Bool) {
        guard decision.outcome != .rejected else { return settle(number, .rejected, decision.reason, aside: nil, isOpen: false) }
        let item = received[number]
        let isSecond = facts[item.record.fact].beside == item.transfer
        facts[item.record.fact].beside = item.transfer
        if isBeside(item, as: decision.outcome, isRepeat: isRepeat) {
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

    /// Whether the writer's latest word beside the fact, through the same interface, is this very content; for bytes
    /// that came before, any earlier word will do, so that an old file does not become the latest word.
    private func isBeside(_ item: ModelReceived, as outcome: Outcome, isRepeat: Bool) -> Bool {
        var next = facts[item.record.fact].aside
        while next >= 0 {
            let entry = asides[next]
            let other = received[entry.received]
            if entry.isOpen, entry.outcome == outcome, other.writer == item.writer {
                if other.record == item.record, other.asks == item.asks { return true }
                if !isRepeat { return false }
            }
            next = entry.previous
        }
        return false
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
        facts[fact].transfer = item.transfer
        if (cells[cell]?.highest?.days ?? .min) < day { cells[cell]?.highest = BusinessDate(days: day) }
        deliver(versions.count - 1, in: cell)
    }
}

extension Outcome {
    /// Kept beside, and perhaps to become canonical later.
    fileprivate var isBeside: Bool { self == .held || self == .shadow }
}
