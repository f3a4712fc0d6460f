import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

@Suite struct PeopleTests {
    let bench: LedgerBench
    let admin: Person

    init() throws {
        bench = try LedgerBench()
        admin = try bench.ledger.createUser(name: "root", roles: [.admin], by: nil)
    }

    @Test func theFirstUserIsAnAdminAndTheOnlyOneMadeByNobody() throws {
        let fresh = try LedgerBench()
        for (roles, isService) in [([], false), ([.operator], false), ([.admin], true)] as [(Set<Role>, Bool)] {
            #expect(refusal { try fresh.ledger.createUser(name: "a", roles: roles, isService: isService, by: nil) } == .notPermitted)
        }
        #expect(
            refusal { try fresh.ledger.createUser(name: "a", roles: [.admin], by: Person(name: "b", roles: [.admin])) } == .notPermitted)
        try fresh.ledger.createUser(name: "a", roles: [.admin, .operator], by: nil)
        #expect(refusal { try fresh.ledger.createUser(name: "b", roles: [.admin], by: nil) } == .notPermitted)
        #expect(try fresh.ledger.auditTail(limit: 9).map(\.act) == ["user.created"])
    }

    @Test func onlyAdminsMakeAndChangeUsers() throws {
        let ann = try bench.ledger.createUser(name: "ann", roles: [.domainOwner], domains: ["*"], by: admin)
        for actor in [ann, Person(name: "root", roles: [.admin], isActive: false), Person(name: "nobody", roles: [.admin])] {
            let isRoot = actor.name == "root"
            #expect((refusal { try bench.ledger.createUser(name: "x\(actor.name)", roles: [], by: actor) } == nil) == isRoot)
            #expect((refusal { try bench.ledger.setRoles(of: "ann", [.operator], by: actor) } == nil) == isRoot)
        }
        #expect(try bench.ledger.person(named: "ann")?.roles == [.operator])
    }

    /// Who was an admin when they came in and is none any more changes nothing.
    @Test func whatCountsIsWhatTheLedgerSaysNow() throws {
        let second = try bench.ledger.createUser(name: "second", roles: [.admin], by: admin)
        try bench.ledger.setRoles(of: "second", [.operator], by: admin)
        #expect(refusal { try bench.ledger.revokeUser("root", by: second) } == .notPermitted)
        try bench.ledger.setRoles(of: "second", [.admin], by: admin)
        try bench.ledger.revokeUser("root", by: second)
        #expect(refusal { try bench.ledger.createUser(name: "x", roles: [], by: admin) } == .notPermitted)
    }

    @Test func nobodyChangesThemselvesSoAnAdminIsAlwaysLeft() throws {
        #expect(refusal { try bench.ledger.setRoles(of: "root", [.controller], by: admin) } == .notPermitted)
        #expect(refusal { try bench.ledger.revokeUser("root", by: admin) } == .notPermitted)
    }

    @Test func conflictingRolesAreNeverGranted() throws {
        for roles in [[.admin, .controller], [.auditor, .operator], [.admin, .auditor]] as [Set<Role>] {
            #expect(refusal { try bench.ledger.createUser(name: "x", roles: roles, by: admin) } == .conflictOfDuty)
        }
        try bench.ledger.createUser(name: "ann", roles: [.controller], by: admin)
        #expect(refusal { try bench.ledger.setRoles(of: "ann", [.controller, .admin], by: admin) } == .conflictOfDuty)
        #expect(try bench.ledger.person(named: "ann")?.roles == [.controller])
    }

    @Test func namesAreNeverGivenTwice() throws {
        try bench.ledger.createUser(name: "ann", roles: [], by: admin)
        #expect(refusal { try bench.ledger.createUser(name: "ann", roles: [], by: admin) } == .taken)
        try bench.ledger.revokeUser("ann", by: admin)
        #expect(refusal { try bench.ledger.createUser(name: "ann", roles: [], by: admin) } == .taken)
        #expect(refusal { try bench.ledger.setRoles(of: "ann", [], by: admin) } == .notPermitted)
        #expect(refusal { try bench.ledger.setRoles(of: "nobody", [], by: admin) } == .unknown)
    }

    @Test(arguments: ["", "a b", "a\nb", "ann\u{301}", "rest:ann", String(repeating: "a", count: 65)])
    func namesThatCouldBeMistakenAreRefused(_ name: String) throws {
        #expect(refusal { try bench.ledger.createUser(name: name, roles: [], by: admin) } == .malformed)
        #expect(refusal { try bench.ledger.createUser(name: "x", roles: [], login: name, by: admin) } == .malformed)
        guard name.isEmpty || name.contains(where: \.isWhitespace) else { return }
        #expect(refusal { try bench.ledger.createUser(name: "x", roles: [.domainOwner], domains: [name], by: admin) } == .malformed)
    }

    @Test func anAccountStandsForTheUserWithThatLoginOrName() throws {
        try bench.ledger.createUser(name: "ann", roles: [], login: "a.smith", by: admin)
        try bench.ledger.createUser(name: "bob", roles: [], by: admin)
        try bench.ledger.createUser(name: "carol", roles: [], login: "bob", by: admin)
        #expect(try bench.ledger.person(login: "a.smith")?.name == "ann")
        #expect(try bench.ledger.person(login: "ann") == nil)
        #expect(try bench.ledger.person(login: "bob")?.name == "carol")
        #expect(refusal { try bench.ledger.createUser(name: "x", roles: [], login: "bob", by: admin) } == .taken)
        try bench.ledger.revokeUser("carol", by: admin)
        #expect(try bench.ledger.person(login: "bob")?.name == "bob")
    }

    @Test func aRevokedUsersKeysStopWorking() throws {
        let ann = try bench.ledger.createUser(name: "ann", roles: [.operator], by: admin)
        let (key, token) = try bench.ledger.createKey(name: "k", scopes: [], writer: nil, user: "ann", by: "ann")
        #expect(key.user == "ann")
        #expect(try bench.ledger.findKey(token: token)?.holder == ann)
        #expect(try bench.ledger.keys().map(\.user) == ["ann"])
        try bench.ledger.revokeUser("ann", by: admin)
        #expect(try bench.ledger.findKey(token: token) == nil)
        #expect(try bench.ledger.keys().first?.revokedAt == bench.clock.now())
        #expect(try bench.ledger.auditTail(limit: 2).map(\.act) == ["user.revoked", "key.revoked"])
        #expect(refusal { _ = try bench.ledger.createKey(name: "l", scopes: [], writer: nil, user: "ann", by: admin.name) } == .unknown)
        // Even where the key itself was brought back behind the ledger's back.
        try bench.tamper("UPDATE api_keys SET revoked_at = NULL")
        #expect(try bench.ledger.findKey(token: token) == nil)
    }

    @Test func aUsersKeyIsMadeByThatUserOrAnAdmin() throws {
        let ann = try bench.ledger.createUser(name: "ann", roles: [], by: admin)
        try bench.ledger.createUser(name: "bob", roles: [.controller], by: admin)
        #expect(refusal { _ = try bench.ledger.createKey(name: "a", scopes: [], writer: nil, user: "bob", by: "ann") } == .notPermitted)
        _ = try bench.ledger.createKey(name: "a", scopes: [], writer: nil, user: "bob", by: admin.name)
        let own = try bench.ledger.createKey(name: "b", scopes: [], writer: nil, user: "ann", by: "ann").key
        #expect(refusal { _ = try bench.ledger.createKey(name: "m", scopes: [], writer: "pos", by: "ann") } == .notPermitted)
        #expect(refusal { _ = try bench.ledger.createKey(name: "m", scopes: [], writer: "pos", by: "nobody") } == .notPermitted)
        let machine = try bench.ledger.createKey(name: "m", scopes: [], writer: "pos", by: admin.name).key
        #expect(refusal { try bench.ledger.revokeKey(machine.id, by: "ann") } == .notPermitted)
        #expect(refusal { try bench.ledger.revokeKey(own.id, by: "bob") } == .notPermitted)
        try bench.ledger.revokeKey(own.id, by: "ann")
        try bench.ledger.revokeKey(machine.id, by: admin.name)
    }

    @Test func theAuditHasWhatWasThereBeforeAndAfter() throws {
        try bench.ledger.createUser(name: "ann", roles: [.operator], by: admin)
        try bench.ledger.setRoles(of: "ann", [.domainOwner, .operator], domains: ["revenue", "inv*"], by: admin)
        let row = try #require(try bench.ledger.auditTail(limit: 1).first)
        #expect(row.act == "user.changed")
        #expect(row.actor == "root")
        #expect(row.subject == "user/ann")
        #expect(
            row.details == """
                {"before":{"roles":"operator","domains":"","service":false,"active":true},\
                "after":{"roles":"operator domain-owner","domains":"revenue inv*","service":false,"active":true}}
                """)
        #expect(try bench.ledger.auditVerify().isIntact)
        #expect(try bench.ledger.person(named: "ann")?.owns(domain: "inventory") == true)
    }

    private enum Refusal { case notPermitted, conflictOfDuty, taken, unknown, malformed, other }

    /// What kind of refusal it was; `nil` where it was done.
    private func refusal(_ act: () throws -> some Any) -> Refusal? {
        do {
            _ = try act()
            return nil
        } catch let error as LedgerError {
            switch error {
            case .notPermitted: return .notPermitted
            case .conflictOfDuty: return .conflictOfDuty
            case .taken: return .taken
            case .unknown: return .unknown
            case .malformed: return .malformed
            default: return .other
            }
        } catch {
            return .other
        }
    }
}
