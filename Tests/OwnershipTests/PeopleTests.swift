import Testing

@testable import Ownership

@Suite struct PeopleTests {
    /// Every set of roles there is: 64 of them.
    private static let sets = (0..<1 << Role.allCases.count).map { bits in
        Set(Role.allCases.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element))
    }

    @Test(arguments: sets) func conflicts(_ roles: Set<Role>) {
        let approving: Set<Role> = [.domainOwner, .controller, .releaseManager]
        let expected = (roles.contains(.auditor) && roles.count > 1) || (roles.contains(.admin) && !roles.isDisjoint(with: approving))
        #expect((ConflictOfDuty.among(roles) != nil) == expected)
    }

    @Test func theSentenceNamesBothRoles() {
        #expect(
            ConflictOfDuty.among([.admin, .controller, .releaseManager])
                == "Administrators of users cannot approve: 'admin' does not go with 'release-manager'.")
        #expect(ConflictOfDuty.among([.auditor, .operator]) == "Auditors only read: 'auditor' does not go with 'operator'.")
    }

    @Test func aDomainOwnerOwnsWhatTheirSelectorsCover() {
        let ann = Person(name: "ann", roles: [.domainOwner], domains: ["inventory", "finance-*"])
        #expect(ann.owns(domain: "inventory"))
        #expect(ann.owns(domain: "finance-tax"))
        #expect(!ann.owns(domain: "revenue"))
        #expect(Person(name: "all", roles: [.domainOwner], domains: ["*"]).owns(domain: "revenue"))
        #expect(!Person(name: "none", roles: [.domainOwner]).owns(domain: "revenue"))
        #expect(!Person(name: "other", roles: [.controller], domains: ["*"]).owns(domain: "revenue"))
    }

    @Test func whoWasRevokedHoldsNothing() {
        let gone = Person(name: "gone", roles: [.domainOwner, .operator], domains: ["*"], isActive: false)
        #expect(!gone.holds(.operator))
        #expect(!gone.owns(domain: "revenue"))
    }

    @Test func rolesAreSpeltAsOperatorsTypeThem() {
        #expect(
            Role.allCases.map(\.description) == ["operator", "domain-owner", "release-manager", "controller", "auditor", "admin"])
    }
}
