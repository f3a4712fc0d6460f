import Canonical

extension Life {
    /// The life after a person has changed it. Forward goes one step at a time; back, towards safety,
    /// goes at once; retired is reached by `retired(on:reason:at:)` alone, and nothing leads out of it.
    ///
    /// - Throws: everything that stands against it, at once.
    package func changed(by change: LifeChange, reason: String, at now: Instant) throws(LifeRefusal) -> Life {
        var next = self
        next.status = change.status
        next.owner = change.owner ?? owner
        next.successor = change.status.mustEnd ? change.successor ?? successor : nil
        next.decommissionBy = change.status.mustEnd ? change.decommissionBy ?? decommissionBy : nil
        if next.status != status { next.since = now }
        // A date that was dropped on the way is put off by the next later one all the same.
        if let old = decommissionBy ?? latestDate, let new = next.decommissionBy, old < new { next.slips += 1 }
        next.latestDate = [latestDate, next.decommissionBy].compactMap(\.self).max()
        var missing = objections(to: change.status)
        if missing.isEmpty {
            missing = next.omissions
            if next == self { missing.append("Nothing would change: it is so already.") }
            if let date = change.decommissionBy, date != decommissionBy { missing += Self.objections(to: date, at: now) }
            if !change.status.mustEnd, change.successor != nil || change.decommissionBy != nil {
                missing.append("A \(change.status.rawValue) interface has neither successor nor date: leave them out.")
            }
        }
        try Self.refuse(missing, reason)
        return next
    }

    /// The life with its date put off, which is counted.
    ///
    /// - Throws: everything that stands against it, at once.
    package func slipped(to date: BusinessDate, reason: String, at now: Instant) throws(LifeRefusal) -> Life {
        var missing: [String] = []
        if let old = decommissionBy, status.mustEnd {
            if date <= old { missing.append("\(date) is no later than the date it has, \(old): name a later one, or set an earlier one.") }
        } else {
            missing.append("It is \(status.rawValue) and has no date that could slip.")
        }
        try Self.refuse(missing + Self.objections(to: date, at: now), reason)
        var next = self
        next.decommissionBy = date
        next.latestDate = max(latestDate ?? date, date)
        next.slips += 1
        return next
    }

    /// The end, on evidence.
    ///
    /// - Throws: every missing piece, at once.
    package func retired(on evidence: RetirementEvidence, reason: String, at now: Instant) throws(LifeRefusal) -> Life {
        try Self.refuse(RetirementCheck(evidence).missing, reason)
        var next = self
        next.status = .retired
        next.since = now
        return next
    }

    /// What one that is on its way out should say and does not.
    package var omissions: [String] {
        var missing: [String] = []
        if owner.isEmpty { missing.append("It has no owner: say who answers for it.") }
        guard status.mustEnd else { return missing }
        if successor == nil { missing.append("It has no successor: say where its senders go.") }
        if decommissionBy == nil { missing.append("It has no date: say by when it is to be gone.") }
        return missing
    }

    private func objections(to next: LifeStatus) -> [String] {
        if status == .retired { return ["It is retired, and nothing leads back: publish a new version."] }
        if next == .retired { return ["Retired is not set: it is retired on evidence, with the act 'retire'."] }
        guard next != status, !Self.steps(from: status).contains(next) else { return [] }
        let ways = Self.steps(from: status).map(\.rawValue).joined(separator: " or ")
        return ["It is \(status.rawValue), and from there it goes to \(ways), not to \(next.rawValue)."]
    }

    private static func steps(from status: LifeStatus) -> [LifeStatus] {
        switch status {
        case .proposed: [.strategic, .transitional]
        case .strategic: [.transitional]
        case .transitional: [.retiring, .strategic]
        case .retiring: [.transitional, .strategic]
        case .retired: []
        }
    }

    private static func objections(to date: BusinessDate, at now: Instant) -> [String] {
        date < now.utcDay ? ["\(date) has passed: name a day that is ahead."] : []
    }

    private static func refuse(_ missing: [String], _ reason: String) throws(LifeRefusal) {
        let all = missing + (reason.allSatisfy(\.isWhitespace) ? ["There is no reason: say why."] : [])
        if !all.isEmpty { throw LifeRefusal(all) }
    }
}
