import Canonical

/// The gates before a boundary may be set: is the new writer as good as the old one, and is there a way back?
package struct ArmGates: Sendable {
    private let rules: GateRules
    private let evidence: Evidence
    /// Days that are over everywhere and have had their time to come in, oldest first.
    private let days: [TradingDay]
    private let today: BusinessDate

    /// - Parameter since: the first date that counts, after a change of the comparison; `nil` for all.
    package init(_ rules: GateRules, _ evidence: Evidence, since: BusinessDate?, today: BusinessDate) {
        self.rules = rules
        self.evidence = evidence
        self.today = today
        let last = Self.lastClosedDay(today: today, completeAfter: rules.completeAfter)
        let counted = evidence.storeDays.filter { day in
            day.date <= last && (since.map { day.date >= $0 } ?? true) && day.isStated && !day.isOneSided
        }
        days = Dictionary(grouping: counted, by: \.date).map { TradingDay(date: $0, storeDays: $1) }
            .sorted { $0.date < $1.date }
    }

    /// The latest date that has ended everywhere on earth, less the days it is given to come in. `today` opens
    /// at UTC+14; a date has ended at UTC-12 about two days later.
    package static func lastClosedDay(today: BusinessDate, completeAfter: Int) -> BusinessDate {
        today.adding(days: -2 - completeAfter)
    }

    package var results: [GateResult] {
        [parity, totals, completeness, scenarios, sequence, timeliness, exceptions, schemas, rollback].compactMap { $0 }
    }

    /// The longest run of good days that ends with the latest one.
    private var streak: ArraySlice<TradingDay> {
        let bad = days.lastIndex { !$0.isComplete || !$0.agrees(rules.parityPerMillion) }
        return days[(bad.map { $0 + 1 } ?? 0)...]
    }

    /// The days that the other gates look at: as many as parity needs, the latest ones.
    private var window: ArraySlice<TradingDay> { days.suffix(rules.days) }

    private var parity: GateResult {
        let wanted = "\(Self.percent(rules.parityPerMillion)) on each of \(rules.days) consecutive complete trading days"
        guard let latest = days.last else { return GateResult("parity", .inconclusive, found: "no complete day", wanted: wanted) }
        let run = streak
        if run.count >= rules.days {
            let facts = run.reduce(0) { $0 + $1.facts }
            let good = run.reduce(0) { $0 + $1.good }
            let share = facts == 0 ? 0 : good * 1_000_000 / facts
            return GateResult("parity", .pass, found: "\(Self.percent(share)) of \(facts) facts on \(run.count) days", wanted: wanted)
        }
        if run.count == days.count {
            return GateResult("parity", .inconclusive, found: "\(Self.good(run.count)) so far", wanted: wanted)
        }
        let bad = days[days.count - run.count - 1]
        return GateResult(
            "parity", .fail, found: "\(Self.good(run.count)) up to \(latest.date), after \(bad.date): \(bad.sentence)", wanted: wanted)
    }

    private static func good(_ days: Int) -> String { days == 1 ? "1 good day" : "\(days) good days" }

    private var totals: GateResult {
        let wanted = "control totals equal"
        guard !window.isEmpty else { return GateResult("totals", .inconclusive, found: "no complete day", wanted: wanted) }
        let wrong = window.flatMap(\.storeDays).filter { !$0.totalDifferences.isEmpty }
        guard let first = wrong.min(by: { ($0.date, $0.cell) < ($1.date, $1.cell) }), let field = first.totalDifferences.first else {
            return GateResult("totals", .pass, found: "equal on \(window.count) days", wanted: wanted)
        }
        return GateResult(
            "totals", .fail,
            found: "\(wrong.count) store-days differ; \(first.cell) on \(first.date): \(field.path) \(field.a), \(field.b)", wanted: wanted)
    }

    private var completeness: GateResult {
        let wanted = "both writers on every store-day"
        guard !window.isEmpty else { return GateResult("store-days", .inconclusive, found: "no complete day", wanted: wanted) }
        let missing = window.flatMap(\.storeDays).filter { !$0.hasBoth }
        guard let first = missing.min(by: { ($0.date, $0.cell) < ($1.date, $1.cell) }) else {
            return GateResult("store-days", .pass, found: "\(window.reduce(0) { $0 + $1.storeDays.count }) store-days", wanted: wanted)
        }
        let who = first.totalsA.records == 0 ? "the old writer" : "the new writer"
        return GateResult(
            "store-days", .fail, found: "\(missing.count) missing; \(first.cell) on \(first.date) from \(who)", wanted: wanted)
    }

    private var scenarios: GateResult? {
        guard !rules.scenarios.isEmpty else { return nil }
        let seen = days.flatMap(\.storeDays).reduce(into: Set<Scenario>()) { $0.formUnion($1.scenarios) }
        let missing = rules.scenarios.filter { !seen.contains($0) }
        return GateResult(
            "scenarios", missing.isEmpty ? .pass : .inconclusive,
            found: missing.isEmpty ? "all seen" : "not seen yet: \(missing.map(\.description).joined(separator: ", "))",
            wanted: rules.scenarios.map(\.description).joined(separator: ", "))
    }

    private var sequence: GateResult? {
        guard let rule = rules.sequence else { return nil }
        let wanted = "\(rule.field) without gaps per \(rule.per.joined(separator: ", "))"
        guard !window.isEmpty else { return GateResult("sequence", .inconclusive, found: "no complete day", wanted: wanted) }
        let gaps = window.flatMap(\.storeDays).filter { $0.gaps > 0 }
        guard let first = gaps.min(by: { ($0.date, $0.cell) < ($1.date, $1.cell) }) else {
            return GateResult("sequence", .pass, found: "no gap", wanted: wanted)
        }
        return GateResult(
            "sequence", .fail, found: "\(first.gaps) missing in \(first.cell) on \(first.date)", wanted: wanted)
    }

    private var timeliness: GateResult? {
        guard let limit = rules.withinHours else { return nil }
        let wanted = "the new writer within \(limit) hours of a day's end"
        let times = window.flatMap(\.storeDays).compactMap { day in day.latenessOfB.map { (day, $0) } }
        guard let worst = times.max(by: { $0.1 < $1.1 }) else {
            return GateResult("timeliness", .inconclusive, found: "nothing came", wanted: wanted)
        }
        return GateResult(
            "timeliness", worst.1 <= limit ? .pass : .fail,
            found: "\(worst.1) hours at worst, \(worst.0.cell) on \(worst.0.date)", wanted: wanted)
    }

    private var exceptions: GateResult {
        let unexplained = window.flatMap(\.storeDays).reduce(0) { $0 + $1.unexplained }
        let found = "\(evidence.openExceptions) open exceptions, \(unexplained) unexplained differences"
        return GateResult(
            "exceptions", evidence.openExceptions + unexplained == 0 ? .pass : .fail, found: found, wanted: "none open, none unexplained")
    }

    private var schemas: GateResult {
        GateResult(
            "schemas", evidence.unpinned.isEmpty ? .pass : .fail,
            found: evidence.unpinned.isEmpty ? "all published" : "not published: \(evidence.unpinned.joined(separator: ", "))",
            wanted: "the interfaces of both sides published")
    }

    /// A way back needs an old writer that still runs.
    private var rollback: GateResult {
        let wanted = "the old writer still states facts and may still be used"
        func fail(_ found: String) -> GateResult { GateResult("rollback", .fail, found: found, wanted: wanted) }
        if let gone = evidence.goneInterfaces.first { return fail("\(gone) takes nothing any more") }
        if let cell = evidence.unconfirmedRollbacks.first { return fail("the last rollback of \(cell) is not confirmed") }
        let last = Self.lastClosedDay(today: today, completeAfter: rules.completeAfter).adding(days: -Self.silence)
        for (cell, date) in evidence.latestOfA.sorted(by: { $0.key < $1.key }) where date.map({ $0 < last }) ?? true {
            return fail("\(cell) was last stated for \(date?.description ?? "no day")")
        }
        return GateResult("rollback", .pass, found: "the old writer runs in all \(evidence.latestOfA.count) cells", wanted: wanted)
    }

    /// So many closed days without a word, and the old writer counts as switched off.
    private static let silence = 3

    /// `99.9%`.
    package static func percent(_ perMillion: Int) -> String { "\(Decimal64(mantissa: Int64(perMillion), scale: 4))%" }
}
