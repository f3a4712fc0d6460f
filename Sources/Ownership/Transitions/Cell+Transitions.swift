import Canonical

extension Cell {
    /// The cell after a step: a new revision, and never a changed author for a date that was owned.
    ///
    /// - Parameter today: the latest business date that has begun, see `Submission.lastOpenDay(at:)`.
    /// - Throws: a `Refusal` that says what stands in the way.
    package func applying(_ transition: Transition, today: BusinessDate) throws(Refusal) -> Cell {
        var next = self
        next.revision += 1
        switch transition {
        case .shadow(let from, let to): try next.enterShadow(from, to)
        case .arm(let date): try next.arm(date, today)
        case .go: try next.goLive()
        case .abort: try next.abort()
        case .rollback(let date): try next.rollBack(date, today)
        case .seal: try next.seal()
        case .leave: try next.leaveShadow()
        }
        return next
    }

    /// The first date a rollback may begin at: no day has begun, and nothing was accepted, from there on.
    package func nextUnopened(today: BusinessDate) -> BusinessDate {
        [today, highest ?? today, epochs.last?.from ?? today].reduce(today, max).adding(days: 1)
    }

    private mutating func enterShadow(_ from: String, _ to: String) throws(Refusal) {
        guard phase == .legacy || phase == .sealed else { throw misplaced("legacy or sealed") }
        guard owner == from else {
            throw Refusal(.state, "\(name) is owned by \(owner), not by \(from).")
        }
        guard from != to else { throw Refusal(.request, "\(name): the writer \(from) cannot follow itself.") }
        phase = .shadow
        outgoing = from
        incoming = to
        boundary = nil
    }

    private mutating func arm(_ date: BusinessDate, _ today: BusinessDate) throws(Refusal) {
        guard phase == .shadow else { throw misplaced("shadow") }
        guard date > today else {
            throw Refusal(.request, "\(name): the boundary \(date) must not have opened; the next free date is \(today.adding(days: 1)).")
        }
        if let last = epochs.last?.from, date <= last {
            throw Refusal(.request, "\(name): the boundary \(date) must lie after the last one, \(last).")
        }
        if let highest, date <= highest {
            throw Refusal(.request, "\(name): the boundary \(date) must lie after the highest date already accepted, \(highest).")
        }
        phase = .armed
        boundary = date
    }

    private mutating func goLive() throws(Refusal) {
        guard phase == .armed, let boundary, let incoming else { throw misplaced("armed") }
        // Records from the boundary on were held since it was set, so this can only fail where that was not so.
        if let highest, boundary <= highest {
            throw Refusal(.state, "\(name): \(highest) was accepted, at or after the boundary \(boundary).")
        }
        phase = .live
        epochs.append(Epoch(number: (epochs.last?.number ?? 0) + 1, from: boundary, writer: incoming))
    }

    private mutating func abort() throws(Refusal) {
        guard phase == .armed else { throw misplaced("armed") }
        phase = .shadow
        boundary = nil
    }

    private mutating func rollBack(_ date: BusinessDate, _ today: BusinessDate) throws(Refusal) {
        guard phase == .live else { throw misplaced("live") }
        guard epochs.dropLast().last.map({ !$0.isSealed }) ?? false else {
            throw Refusal(.state, "\(name): the old owner's dates are sealed; only a new cutover leads back.")
        }
        guard date >= nextUnopened(today: today) else {
            throw Refusal(.request, "\(name): a rollback begins at the next unopened date, \(nextUnopened(today: today)), not at \(date).")
        }
        phase = .shadow
        epochs.append(Epoch(number: (epochs.last?.number ?? 0) + 1, from: date, writer: outgoing))
        boundary = nil
    }

    private mutating func seal() throws(Refusal) {
        guard phase == .live else { throw misplaced("live") }
        phase = .sealed
        for index in epochs.indices.dropLast() { epochs[index].isSealed = true }
    }

    private mutating func leaveShadow() throws(Refusal) {
        guard phase == .shadow else { throw misplaced("shadow") }
        phase = .legacy
        outgoing = owner
        incoming = nil
    }

    private func misplaced(_ wanted: String) -> Refusal {
        Refusal(.state, "\(name) is in phase \(phase), not \(wanted).")
    }
}
