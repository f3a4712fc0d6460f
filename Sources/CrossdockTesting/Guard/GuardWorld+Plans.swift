import Canonical
import Ownership

extension GuardWorld {
    /// The cells that each plan moves, all at once: both stores for revenue, one store each for inventory.
    package static let planCells = [[0, 1], [2], [3]]
    package static let planDomains = [["revenue"], ["inventory"], ["inventory"]]
    package static let planIsFinance = [true, false, false]
    /// Who wrote each plan, by position in `people`.
    package static let proposers = [2, 2, 0]
    /// A plan may be edited so often in one run.
    package static let editions = 8
    package static let freshHours = 24
    /// Data of the old owner is late once its day lies so many days back.
    package static let lateAfter = Int32(4)

    package static let people: [Person] = [
        Person(name: "anna", roles: [.domainOwner]),
        Person(name: "bela", roles: [.domainOwner], domains: ["rev*"]),
        Person(name: "cleo", roles: [.releaseManager]),
        Person(name: "dora", roles: [.releaseManager, .operator]),
        Person(name: "emil", roles: [.controller]),
        Person(name: "fred", roles: [.operator]),
        Person(name: "gina", roles: [.auditor, .domainOwner]),
        Person(name: "hugo", roles: [.admin, .controller]),
        Person(name: "robot", roles: [.releaseManager, .domainOwner], isService: true),
        Person(name: "ivan", roles: [.domainOwner], domains: ["inventory"]),
    ]

    /// The same people after they have left.
    package static let gone: [Person] = people.map {
        Person(name: $0.name, roles: $0.roles, domains: $0.domains, isService: $0.isService, isActive: false)
    }

    package static let planDigests: [[Digest]] = planCells.indices.map { plan in
        (0..<editions).map { Digest.of("plan \(plan) edition \($0)") }
    }

    private static let judged: [CutoverAct] = [.arm, .seal]

    /// A snapshot of an act's gates. Digests are looked up, the moment is the caller's.
    package static func gates(_ act: CutoverAct, plan: Int, edition: Int, isPassing: Bool, at: Instant) -> GateSnapshot {
        GateSnapshot(
            act: act, plan: planDigests[plan][edition], cells: planRevisions[plan], exemptions: [],
            results: isPassing ? passed : failed, at: at)
    }

    package static func gatesDigest(_ act: CutoverAct, plan: Int, edition: Int, isPassing: Bool) -> Digest {
        gateDigests[plan][edition][(act == .seal ? 2 : 0) + (isPassing ? 1 : 0)]
    }

    /// The model voids what was agreed when a cell moves, so that digests need not tell revisions apart.
    private static let planRevisions = planCells.map { cells in
        Dictionary(uniqueKeysWithValues: cells.map { ("\(places[$0].scope.location)/\(places[$0].domain)", 1) })
    }
    private static let passed = [GateResult("parity", .pass, found: "100 %", wanted: "99.9 %")]
    private static let failed = [GateResult("parity", .fail, found: "98 %", wanted: "99.9 %")]

    private static let gateDigests: [[[Digest]]] = planCells.indices.map { plan in
        (0..<editions).map { edition in
            judged.flatMap { act in
                [false, true].map { gates(act, plan: plan, edition: edition, isPassing: $0, at: Instant(seconds: 0)).digest }
            }
        }
    }
}
