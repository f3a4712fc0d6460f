import Canonical
import Ownership
import Testing

@testable import Ledger

extension CutoverBench {
    /// From the old till to the new one in all stores; two days of evidence will do.
    func plan(
        boundary: Int? = 6, domains: [String] = ["inventory", "revenue"], finance: [String] = [], name: String = plan,
        locations: [String] = ["*"], from: String = legacy, to: String = cloud, gates: GateRules = GateRules(days: 2, withinHours: nil),
        comparison: ComparisonRules = ComparisonRules(totals: [TotalRule(sum: "total")])
    ) -> CutoverPlan {
        CutoverPlan(
            name: name, kind: "sale", domains: domains, financeDomains: finance, locations: locations, from: Self.side(from),
            to: Self.side(to), boundary: boundary.map(Self.day), gates: gates, comparison: comparison)
    }

    @discardableResult
    func order(_ order: CutoverOrder, by person: String = "rita", on name: String = plan, revision: Int? = nil, key: String? = nil) throws
        -> CutoverView
    {
        try ledger.order(order, on: name, ActRequest(by: person, revision: revision, idempotencyKey: key))
    }

    /// Why an order is not carried out; `nil` where it was. Nothing may have changed then.
    func refusal(_ order: CutoverOrder, by person: String = "rita", on name: String = plan, revision: Int? = nil) throws -> Refusal? {
        try ledger.catchUp()
        let before = try bench.dump()
        do {
            try self.order(order, by: person, on: name, revision: revision)
            return nil
        } catch let refusal as Refusal {
            #expect(try bench.changedTables(since: before) == [])
            return refusal
        }
    }

    func gates(_ act: CutoverAct = .arm, on name: String = plan, locations: [String] = []) throws -> [String: GateStatus] {
        let view = try order(.gates(act, locations: locations), on: name)
        let snapshot = try #require(view.snapshots.first { $0.act == act })
        return Dictionary(uniqueKeysWithValues: snapshot.results.map { ($0.gate, $0.status) })
    }

    func found(_ gate: String, _ act: CutoverAct = .arm, on name: String = plan) throws -> GateResult {
        let view = try order(.gates(act, locations: []), on: name)
        let snapshot = try #require(view.snapshots.first { $0.act == act })
        return try #require(snapshot.results.first { $0.gate == gate })
    }

    /// Day 0: the old till has stated facts in every store.
    func legacy() throws {
        open(0)
        for store in stores { try say(Self.legacy, 0, store: store) }
    }

    func shadow(_ plan: CutoverPlan? = nil) throws {
        try legacy()
        try propose(plan ?? self.plan())
    }

    /// Writes a plan down, has the owners approve it, and enters the shadow.
    func propose(_ plan: CutoverPlan) throws {
        try order(.plan(plan))
        try order(.approve(.shadow), by: "olga", on: plan.name)
        try order(.shadow, on: plan.name)
    }

    /// Day 4, the boundary lies two days ahead, and both writers agree on everything so far.
    func armed(_ plan: CutoverPlan? = nil) throws {
        try shadow(plan)
        for store in stores { try say(Self.cloud, 0, store: store) }
        try both(1...4)
        try arm(on: (plan ?? self.plan()).name)
    }

    func arm(on name: String = plan, locations: [String] = []) throws {
        try order(.gates(.arm, locations: locations), on: name)
        try order(.approve(.arm), by: "olga", on: name)
        try order(.approve(.arm), by: "carl", on: name)
        try order(.arm, on: name)
    }

    /// An hour before the boundary opens somebody votes go.
    func vote(before boundary: Int = 6, on name: String = plan) throws {
        open(boundary, minutes: -60)
        try order(.go, by: "olga", on: name)
    }

    /// An hour before the boundary opens somebody votes go, and an hour after it has, the boundary is looked at.
    func goLive(at boundary: Int = 6, on name: String = plan) throws {
        try vote(before: boundary, on: name)
        open(boundary)
        try ledger.catchUp()
    }

    /// Day 6: the new till owns everything from there on.
    func live(_ plan: CutoverPlan? = nil) throws {
        try armed(plan)
        try both(5...5)
        try goLive(on: (plan ?? self.plan()).name)
    }

    func seal(on name: String = plan, locations: [String] = []) throws {
        try order(.gates(.seal, locations: locations), on: name)
        try order(.approve(.seal), by: "olga", on: name)
        try order(.approve(.seal), by: "carl", on: name)
        try order(.seal, on: name)
    }

    func sealed() throws {
        try live()
        open(9)
        try seal()
    }

    /// The reasons that the audit has for the latest act of that name.
    func audited(_ act: String) throws -> AuditRow? { try ledger.auditTail(limit: 1000).last { $0.act == act } }
}
