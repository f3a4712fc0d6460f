import Canonical
import CrossdockTesting
import Ownership

@testable import Ledger

extension RandomTrial {
    typealias Asked = (order: CutoverOrder, person: String, name: String)

    private static let people = ["rita", "rolf", "olga", "otto", "carl", "oskar", "orla", "alma", "robot", "ada"]

    func carryOut(_ order: CutoverOrder, by person: String, on name: String) throws {
        let before =
            isOneIn(6)
            ? try {
                try ledger.catchUp(); return try bench.bench.dump()
            }() : nil
        var answer = "done"
        do {
            try bench.order(order, by: person, on: name)
        } catch let refusal as Refusal {
            answer = "refused: \(refusal)"
            count.refusals += 1
            if refusal.reasons.contains(where: { $0.hasPrefix("Gate") }) { isStuck = true }
            let changed = try before.map(bench.bench.changedTables) ?? []
            guard changed.isEmpty else { throw Violation(9, "a refused order changed \(changed)") }
        } catch LedgerError.unknown {
            answer = "unknown"
        }
        note("\(person): \(Self.describe(order)) \(name) \(answer)")
        // Steps towards safety, and whoever may not, do nothing of what is due.
        try ledger.catchUp()
        try check.afterCatchingUp(bench)
    }

    private static func describe(_ order: CutoverOrder) -> String {
        guard case .plan(let plan) = order else { return "\(order)" }
        return
            "plan \(plan.from.writer) to \(plan.to.writer) on \(plan.boundary.map { "\($0.days - day0)" } ?? "no day") in \(plan.domains) \(plan.locations),"
    }
    private static let day0 = CutoverBench.day(0).days

    func orderAnything() throws {
        let (order, person, name) = anyOrder()
        try carryOut(order, by: person, on: name)
    }

    /// Anybody asks for anything; mostly that is refused.
    func anyOrder() -> Asked {
        let field = below(fields.count)
        let locations = isOneIn(3) ? [one(of: bench.stores)] : []
        let order: CutoverOrder =
            switch below(14) {
            case 0: .plan(plan(field, boundary: today + below(7) - 2))
            // Rarely: a plan that is given up reaches nothing.
            case 1 where isOneIn(10): .withdraw
            case 2: .shadow
            case 3: .gates(one(of: [.arm, .seal]), locations: locations)
            case 4...6: .approve(one(of: [.shadow, .arm, .seal]))
            case 7: .arm
            case 8: .go
            case 9: .abort(locations: locations)
            case 10: .rollback(locations: locations, incident: "INC-\(below(100))")
            case 11: .confirm
            default: .seal
            }
        return (order, one(of: Self.people), plans[field] ?? "none")
    }

    func orderSensibly(_ field: Int) throws {
        if let (order, person, name) = sensibleOrder(field) { return try carryOut(order, by: person, on: name) }
        try prepare(field)
    }

    private func view(_ field: Int) -> CutoverView? { plans[field].flatMap { try? ledger.cutover($0) } }

    /// As the latest plan of that field is now, or a new one from whoever owns the cells.
    private func plan(_ field: Int, boundary: Int?) -> CutoverPlan {
        if let view = view(field), view.state == .proposed || view.state == .open {
            var plan = view.plan
            plan.boundary = boundary.map(Bench.day)
            return plan
        }
        planCount += 1
        let name = "plan-\(field)-\(planCount)"
        plans[field] = name
        let (domains, locations) = fields[field]
        let cells = (try? ledger.cells(kind: "sale").items.map(\.cell)) ?? []
        let owner = cells.first { domains.contains($0.domain) && (locations == ["*"] || locations.contains($0.scope.location)) }?.owner
        let from = owner ?? Bench.legacy
        return bench.plan(
            boundary: boundary, domains: domains, name: name, locations: locations, from: from,
            to: from == Bench.legacy ? Bench.cloud : Bench.legacy, gates: GateRules(days: isOneIn(4) ? 2 : 1, withinHours: nil))
    }

    /// What somebody who knows their trade would ask for next; `nil` where something else must happen first.
    func sensibleOrder(_ field: Int) -> Asked? {
        guard let view = view(field), view.state == .proposed || view.state == .open else {
            let plan = plan(field, boundary: nil)
            return (.plan(plan), one(of: ["rita", "rolf"]), plan.name)
        }
        let name = view.plan.name
        let author = view.authors.first ?? "rita"
        if view.state == .proposed {
            if isOneIn(20) { return (.withdraw, author, name) }
            return view.approvals.contains { $0.act == .shadow } ? (.shadow, author, name) : (.approve(.shadow), "olga", name)
        }
        if view.cells.contains(where: \.awaitsConfirmation) { return (.confirm, one(of: ["oskar", "orla", "rita", "carl"]), name) }
        let cells = view.cells.filter(\.isOpen).map(\.cell)
        let locations = isOneIn(4) ? cells.first.map { [$0.scope.location] } ?? [] : []
        if let armed = cells.first(where: { $0.phase == .armed }), let boundary = armed.boundary {
            if isOneIn(25) { return (.abort(locations: locations), one(of: ["oskar", "orla"]), name) }
            let opening = Submission.opening(of: boundary).seconds(since: bench.clock.now())
            let isVoted = view.approvals.contains { $0.act == .go && $0.isFresh(when: Submission.opening(of: boundary)) }
            return opening > 0 && opening < 86_000 && !isVoted ? (.go, "olga", name) : nil
        }
        if cells.contains(where: { $0.phase == .live }) {
            if isOneIn(36) { return (.rollback(locations: locations, incident: "INC-7"), one(of: ["oskar", "orla", "olga"]), name) }
            return forward(.seal, view, author)
        }
        // Some look at the calendar alone; whatever was accepted ahead of it then stands in the way.
        let isRash = planCount % 3 == 0
        let free = isRash ? bench.today.adding(days: 1) : cells.map { $0.nextUnopened(today: bench.today) }.max() ?? bench.today
        guard let boundary = view.plan.boundary, boundary >= free else {
            return (.plan(plan(field, boundary: Int(free.days - Self.day0) + below(3))), author, name)
        }
        return forward(.arm, view, author)
    }

    private func forward(_ act: CutoverAct, _ view: CutoverView, _ author: String) -> Asked? {
        let name = view.plan.name
        let cells = view.cells.filter(\.isOpen).map(\.cell)
        let gates = view.snapshots.first {
            $0.act == act && $0.plan == view.digest && !$0.isStale(at: bench.clock.now(), freshHours: 24) && $0.moved(among: cells).isEmpty
        }
        guard !isStuck || isOneIn(8) else { return nil }
        guard let gates, gates.isPassing else {
            isStuck = gates != nil
            return (.gates(act, locations: isOneIn(8) ? [one(of: bench.stores)] : []), author, name)
        }
        let given = Set(
            view.approvals.filter { $0.covers(act, plan: view.digest, gates: gates.digest, at: bench.clock.now()) }.map(\.person))
        for person in ["olga", "carl"] where !given.contains(person) && !isOneIn(16) { return (.approve(act), person, name) }
        return (act == .arm ? .arm : .seal, author, name)
    }

    /// What the next order waits for: both writers' word, a resolved exception, or time.
    private func prepare(_ field: Int) throws {
        isStuck = false
        let cells = view(field)?.cells.map(\.cell) ?? []
        if let boundary = cells.first(where: { $0.phase == .armed })?.boundary {
            for writer in [Bench.legacy, Bench.cloud] { if try sayDaily(writer) { return } }
            let hours = Int(Submission.opening(of: boundary).seconds(since: bench.clock.now()) / 3600)
            if hours <= 0 { return try isOneIn(3) ? tick() : say() }
            return forward(hours: hours > 22 ? hours - 1 - below(20) : hours + 1 + below(3))
        }
        forward(hours: one(of: [2, 14, 24, 24]))
        for writer in [Bench.legacy, Bench.cloud] { try deliver(plain(writer, truth((today - 4)...today)), rehearsed: false) }
        try resolve()
    }
}
