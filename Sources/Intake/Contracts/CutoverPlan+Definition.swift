import Ownership
import Registry

extension CutoverPlan {
    /// - Parameter financeDomains: those of the registry where money is at stake.
    init(_ definition: CutoverDefinition, financeDomains: [String]) {
        self.init(
            name: definition.name, title: definition.title, kind: definition.kind.name, domains: definition.domains,
            financeDomains: definition.domains.filter(financeDomains.contains), entity: definition.entity,
            locations: definition.locations,
            from: Side(writer: definition.from.writer, interfaces: definition.from.interfaces),
            to: Side(writer: definition.to.writer, interfaces: definition.to.interfaces), boundary: definition.boundary,
            gates: GateRules(
                parityPerMillion: definition.parityPerMillion, days: definition.days,
                scenarios: definition.scenarios.compactMap(Scenario.init(rawValue:)),
                sequence: definition.sequence.map { SequenceRule(field: $0.field, per: $0.per) },
                withinHours: definition.withinHours, completeAfter: definition.completeAfter, freshHours: definition.freshHours),
            comparison: ComparisonRules(
                fields: definition.fields.map { rule in
                    FieldRule(
                        path: rule.path, way: FieldRule.Way(rawValue: rule.way) ?? .exact, tolerance: rule.tolerance, by: rule.by,
                        codes: rule.codes)
                },
                totals: definition.totals.map { TotalRule(sum: $0.sum, per: $0.per) }, sensitive: definition.sensitive,
                keys: definition.keys.map { KeyRule(part: $0.part, codes: $0.codes) }),
            lateAfter: definition.lateAfter)
    }
}
