import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// Who must agree, to what, and for how long it counts.
@Suite struct ApprovalTests {
    typealias Bench = CutoverBench

    /// Day 4, everything agrees, and the gates have been evaluated.
    private func ready(finance: [String] = []) throws -> CutoverBench {
        let bench = try CutoverBench()
        try bench.shadow(bench.plan(finance: finance))
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.order(.gates(.arm, locations: []))
        return bench
    }

    @Test func whoMayNotApprove() throws {
        let bench = try ready()
        for person in ["rita", "oskar", "alma", "ada", "robot"] {
            #expect(try bench.refusal(.approve(.arm), by: person)?.cause == .permission, "\(person)")
        }
        try bench.ledger.revokeUser("rolf", by: bench.admin)
        #expect(try bench.refusal(.approve(.arm), by: "rolf")?.cause == .permission)
        #expect(throws: LedgerError.unknown("user")) { try bench.order(.approve(.arm), by: "nobody") }
    }

    @Test func twoDifferentPeopleMustApprove() throws {
        let bench = try ready()
        try bench.order(.approve(.arm), by: "otto")
        try bench.order(.approve(.arm), by: "otto")
        #expect(try bench.number("approvals WHERE act = 'arm'") == 1)
        #expect(try bench.refusal(.arm)?.reasons == ["2 approvals needed for arm, given by otto."])
        try bench.order(.approve(.arm), by: "rolf")
        #expect(try bench.refusal(.arm) == nil)
        try bench.check()
    }

    @Test func financeTakesAController() throws {
        let bench = try ready(finance: ["revenue"])
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "rolf")
        #expect(try bench.refusal(.arm)?.reasons == ["A controller must approve arm."])
        try bench.order(.approve(.arm), by: "carl")
        #expect(try bench.refusal(.arm) == nil)
    }

    @Test func theShadowTakesAnOwnerOfEachDomain() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan()))
        #expect(try bench.refusal(.shadow)?.cause == .requirements)
        try bench.order(.approve(.shadow), by: "otto")
        #expect(try bench.refusal(.shadow)?.reasons == ["An owner of the domain revenue must approve shadow."])
        for person in ["carl", "rolf"] { #expect(try bench.refusal(.approve(.shadow), by: person)?.cause == .permission, "\(person)") }
        try bench.order(.approve(.shadow), by: "olga")
        #expect(try bench.refusal(.shadow) == nil)
    }

    @Test func anAuthorNeverApproves() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan(boundary: 7)), by: "olga")
        try bench.order(.plan(bench.plan()), by: "rita")
        #expect(try bench.ledger.cutover(Bench.plan).authors == ["olga", "rita"])
        #expect(try bench.refusal(.approve(.shadow), by: "olga")?.cause == .permission)
        try bench.order(.approve(.shadow), by: "otto")
        #expect(try bench.refusal(.shadow)?.reasons == ["An owner of the domain revenue must approve shadow."])
    }

    /// Whoever is behind a service could approve what it has written. It may look at gates.
    @Test func aServiceWritesNoPlan() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        let refusal = try bench.refusal(.plan(bench.plan()), by: "robot")
        #expect(refusal?.cause == .permission)
        #expect(refusal?.description.contains("only people write plans") == true)
        try bench.propose(bench.plan())
        #expect(try bench.refusal(.plan(bench.plan(boundary: 7)), by: "robot")?.cause == .permission)
        #expect(try bench.refusal(.gates(.arm, locations: []), by: "robot") == nil)
        #expect(try bench.ledger.cutover(Bench.plan).authors == ["rita"])
    }

    @Test func anEditVoidsApprovals() throws {
        let bench = try ready()
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        try bench.order(.plan(bench.plan(boundary: 8)))
        #expect(try bench.refusal(.arm)?.cause == .requirements)
        try bench.order(.gates(.arm, locations: []))
        #expect(try bench.refusal(.arm)?.reasons == ["2 approvals needed for arm, given by nobody."])
    }

    /// Roles that change between the approval and the act count as they are then.
    @Test func rolesAreLookedAtAgain() throws {
        for change in ["revoked", "auditor", "admin", "operator"] {
            let bench = try ready()
            try bench.order(.approve(.arm), by: "olga")
            try bench.order(.approve(.arm), by: "carl")
            switch change {
            case "revoked": try bench.ledger.revokeUser("carl", by: bench.admin)
            case "auditor": try bench.ledger.setRoles(of: "carl", [.auditor], by: bench.admin)
            case "admin": try bench.ledger.setRoles(of: "carl", [.admin], by: bench.admin)
            default: try bench.ledger.setRoles(of: "carl", [.operator], by: bench.admin)
            }
            #expect(try bench.refusal(.arm)?.reasons == ["2 approvals needed for arm, given by olga."], "\(change)")
        }
    }

    @Test func whoCarriesItOutMustStillBeAllowedTo() throws {
        let bench = try ready()
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        for person in ["carl", "oskar", "alma", "ada"] {
            #expect(try bench.refusal(.arm, by: person)?.cause == .permission, "\(person)")
        }
        try bench.ledger.revokeUser("rita", by: bench.admin)
        #expect(try bench.refusal(.arm, by: "rita")?.cause == .permission)
    }

    @Test func gatesGoStaleAfterADay() throws {
        let bench = try ready()
        try bench.order(.approve(.arm), by: "olga")
        bench.open(5, minutes: 59)
        #expect(try bench.refusal(.approve(.arm), by: "carl") == nil)
        bench.open(5, minutes: 60)
        #expect(try bench.refusal(.arm)?.description.contains("stale") == true)
        #expect(try bench.refusal(.approve(.arm), by: "rolf")?.description.contains("stale") == true)
        // The same verdict again on the same cells: what was approved is still what will be done.
        try bench.order(.gates(.arm, locations: []))
        #expect(try bench.refusal(.arm) == nil)
    }

    @Test(arguments: [(10_079, true), (10_080, false)] as [(Int64, Bool)]) func approvalsExpireAfterAWeek(_ minutes: Int64, _ counts: Bool)
        throws
    {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan()))
        bench.open(0, minutes: 0)
        try bench.order(.approve(.shadow), by: "olga")
        bench.open(0, minutes: minutes)
        #expect((try bench.refusal(.shadow) == nil) == counts)
    }

    @Test func anExemptionGrantedAfterTheApprovalVoidsIt() throws {
        let bench = try ready()
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        try bench.order(
            .requestExemption(
                entity: "1000", location: "0114", date: Bench.day(4), key: "x", reason: "known", until: Bench.day(10)), by: "oskar")
        #expect(try bench.refusal(.grantExemption(1), by: "oskar")?.cause == .permission)
        #expect(try bench.refusal(.grantExemption(1), by: "alma")?.cause == .permission)
        try bench.order(.grantExemption(1), by: "olga")
        #expect(try bench.refusal(.arm)?.description.contains("What was approved has changed") == true)
        #expect(throws: LedgerError.unknown("exemption")) { try bench.order(.grantExemption(2), by: "olga") }
    }

    @Test func anExemptionIsForADayThatHasBegunAndEnds() throws {
        let bench = try ready()
        func wish(day: Int, key: String = "x", reason: String = "known") -> CutoverOrder {
            .requestExemption(entity: "1000", location: "0114", date: Bench.day(day), key: key, reason: reason, until: Bench.day(6))
        }
        #expect(try bench.refusal(wish(day: 5), by: "oskar")?.cause == .request)
        #expect(try bench.refusal(wish(day: 4, reason: "  "), by: "oskar")?.cause == .request)
        #expect(try bench.refusal(wish(day: 4, key: " "), by: "oskar")?.cause == .request)
        try bench.order(wish(day: 4), by: "oskar")
        bench.open(7)
        #expect(try bench.refusal(.grantExemption(1), by: "olga")?.cause == .state)
        // Granted once, it stays so; whoever may not grant is told so all the same.
        try bench.order(
            .requestExemption(entity: "1000", location: "0114", date: Bench.day(4), key: "x", reason: "known", until: Bench.day(9)),
            by: "oskar")
        try bench.order(.grantExemption(2), by: "olga")
        try bench.order(.grantExemption(2), by: "olga")
        #expect(try bench.refusal(.grantExemption(2), by: "oskar")?.cause == .permission)
    }

    @Test func whoMayNotIsToldWhatTheyTried() throws {
        let bench = try ready()
        let gates = try bench.refusal(.gates(.arm, locations: []), by: "alma")
        #expect(gates?.description.contains("alma may not evaluate gates") == true)
        #expect(try bench.refusal(.plan(bench.plan(boundary: 9)), by: "oskar")?.description.contains("may not write plans") == true)
    }

    @Test func aDifferenceFoundSinceTheApprovalStopsTheAct() throws {
        let bench = try ready()
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        try bench.say(Bench.cloud, 2, 1...1, total: 7)
        #expect(try bench.refusal(.arm)?.description.contains("Gate parity: fail") == true)
    }

    @Test func auditorsOnlyRead() throws {
        let bench = try ready()
        let orders: [CutoverOrder] = [
            .plan(bench.plan(boundary: 9)), .withdraw, .shadow, .gates(.arm, locations: ["0114"]), .approve(.arm), .arm, .go,
            .abort(locations: []), .rollback(locations: [], incident: "INC-1"), .confirm, .seal,
            .requestExemption(entity: "1000", location: "0114", date: Bench.day(1), key: "x", reason: "y", until: Bench.day(9)),
        ]
        for order in orders { #expect(try bench.refusal(order, by: "alma")?.cause == .permission, "\(order)") }
    }
}
