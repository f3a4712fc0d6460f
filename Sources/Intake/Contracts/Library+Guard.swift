import Canonical
import Ledger
import Ownership
import Registry

/// What the registry says, in the guard's own words.
extension Library {
    package var charter: Charter {
        Charter(
            rules: ownershipRules.map(CharterRule.init),
            equivalents: equivalents.map { EquivalenceGroup(domain: $0.domain, kinds: $0.kinds) })
    }

    package var egress: EgressMap {
        EgressMap(
            rules: egressRules.map { rule in
                var cells = rule.cells
                cells.writer = rule.writer
                return .init(target: rule.target, cells: CharterRule(cells), role: EgressRole(rawValue: rule.role) ?? .none)
            })
    }

    package var contracts: ContractBook {
        // The canonical form of a kind is fixed by the kind's own version.
        let canonical = kinds.values.map { CanonicalInterface.definition(of: $0) }
        let fixed = Set(published.keys).union(canonical.map(\.reference))
        return ContractBook(
            Dictionary(
                (definitions + canonical).map { definition in
                    (
                        definition.reference,
                        .init(
                            writer: definition.writer, isPublished: fixed.contains(definition.reference),
                            standing: definition.declared.life.standing)
                    )
                }, uniquingKeysWith: { $1 }), broken: Set(broken.flatMap(\.subjects).compactMap(Self.contract)))
    }

    /// `ID@VERSION` of a contract that cannot be used; the canonical one of a kind, too.
    private static func contract(_ subject: BrokenFile.Subject) -> String? {
        switch subject {
        case .interface(let id, let version?): "\(id)@\(version)"
        case .kind(let name, let version?): "canonical.\(name)@\(version).0.0"
        default: nil
        }
    }

    /// The ledger of a gateway with this registry.
    package func openLedger(in folder: String, timekeeper: any Timekeeper, actsByItself: Bool = true) throws -> Ledger {
        let book = MeaningBook(self)
        return try Ledger(
            folder: folder, timekeeper: timekeeper, charter: charter, egress: egress, contracts: contracts,
            meaning: { book.meaning(of: $0) }, actsByItself: actsByItself)
    }

    /// A plan that is under version control, by name.
    package func cutoverPlan(_ name: String) -> CutoverPlan? {
        cutovers.first { $0.name == name }.map { CutoverPlan($0, financeDomains: financeDomains) }
    }
}

extension CharterRule {
    fileprivate init(_ rule: OwnershipRule) {
        self.init(kind: rule.kind, domain: rule.domain, entity: rule.entity, location: rule.location, writer: rule.writer)
    }
}
