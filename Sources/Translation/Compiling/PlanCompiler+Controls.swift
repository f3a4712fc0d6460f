import Canonical
import Registry

extension PlanCompiler {
    mutating func control(_ control: ControlDefinition) -> ControlPlan? {
        let within: Int?
        if let id = control.within {
            guard let record = record(id, control.place) else { return nil }
            within = record
        } else {
            within = nil
        }
        func plan(_ measures: [ControlPlan.Measure], _ comparison: ControlPlan.Comparison) -> ControlPlan {
            ControlPlan(
                measures: measures, comparison: comparison, within: within, label: control.text, chosenClass: control.class,
                advice: control.advice)
        }
        switch control.measure {
        case .rule(let expression):
            if let within { return formula(expression, from: within, at: control.place).map { plan([], .rule($0)) } }
            var measures: [ControlPlan.Measure] = []
            return rule(expression, &measures, at: control.place).map { plan(measures, .rule($0)) }
        case .count(let ids):
            guard let stated = stated(control, within) else { return nil }
            return plan([.count(records(ids, control.place))], stated)
        case .sum(let id, let field):
            guard let record = record(id, control.place), let ref = fieldRef("\(id).\(field)", from: record, at: control.place),
                let stated = stated(control, within)
            else { return nil }
            return plan([.sum(record: record, .field(ref))], stated)
        }
    }

    private mutating func stated(_ control: ControlDefinition, _ within: Int?) -> ControlPlan.Comparison? {
        guard let (id, field) = control.statedIn, let record = record(id, control.place) else { return nil }
        let isStatedInRows = within == nil && layout.records[record].role != .file
        return fieldRef("\(id).\(field)", from: within ?? (isStatedInRows ? record : -1), at: control.place)
            .map { .stated($0, isStatedInRows: isStatedInRows) }
    }

    private mutating func records(_ ids: [String], _ place: Place) -> Set<Int> {
        var records: Set<Int> = []
        for id in ids where !id.hasPrefix("-") {
            if id == "all" {
                records.formUnion(layout.records.indices)
            } else if let record = record(id, place) {
                records.insert(record)
            }
        }
        for id in ids where id.hasPrefix("-") {
            if let record = record(String(id.dropFirst()), place) { records.remove(record) }
        }
        return records
    }

    /// A rule over the whole file: sums and counts become registers, names are fields of the file's own records.
    private mutating func rule(_ expression: Expression, _ measures: inout [ControlPlan.Measure], at place: Place) -> Formula? {
        switch expression {
        case .call(.sum, let arguments), .call(.count, let arguments):
            guard case .name(let name) = arguments[0], let record = record(String(name.prefix { $0 != "." }), place) else {
                complain(place, "sum() and count() name a record, such as sum(item.amount) or count(item)")
                return nil
            }
            let isSum = if case .call(.sum, _) = expression { true } else { false }
            let term = arguments.count == 2 ? arguments[1] : isSum ? arguments[0] : nil
            if let term {
                guard let term = formula(term, from: record, at: place) else { return nil }
                measures.append(isSum ? .sum(record: record, term) : .countWhere(record: record, term))
            } else {
                measures.append(.count([record]))
            }
            return .register(measures.count - 1)
        case .call(.abs, let arguments): return rule(arguments[0], &measures, at: place).map { .absolute($0) }
        case .arithmetic(let operation, let a, let b):
            guard let x = rule(a, &measures, at: place), let y = rule(b, &measures, at: place) else { return nil }
            return unmixed(.arithmetic(operation, x, y), at: place)
        case .comparison(let comparison, let a, let b):
            guard let x = rule(a, &measures, at: place), let y = rule(b, &measures, at: place) else { return nil }
            return unmixed(.comparison(comparison, x, y), at: place)
        case .and(let a, let b):
            guard let x = rule(a, &measures, at: place), let y = rule(b, &measures, at: place) else { return nil }
            return .and(x, y)
        case .or(let a, let b):
            guard let x = rule(a, &measures, at: place), let y = rule(b, &measures, at: place) else { return nil }
            return .or(x, y)
        case .not(let a): return rule(a, &measures, at: place).map { .not($0) }
        default: return formula(expression, from: -1, at: place)
        }
    }
}
