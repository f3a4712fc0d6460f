import Canonical
import Registry

extension PlanCompiler {
    /// The canonical fields in declared order, each with its value.
    mutating func targets(
        _ fields: [KindField], _ values: [(name: String, value: ValueDefinition)], context: Int, prefix: String,
        kind: Kind, registers: RegisterCompiler, at place: Place
    ) -> [TargetPlan] {
        let unmapped = fields.map(\.name).filter { name in !values.contains { $0.name == name } }
        var values = values
        for (index, (name, value)) in values.enumerated() where !fields.contains(where: { $0.name == name }) {
            complain(
                value.place, "'\(kind.reference)' has no field '\(prefix)\(name)'",
                Spelling.suggestion(for: name, among: fields.map(\.name)))
            // Looked at all the same: as the field that must be meant, or for the names in it.
            if let meant = Spelling.meant(by: name, among: unmapped) { values[index].name = meant } else { look(into: value, context) }
        }
        return fields.map { field in
            let path = prefix + field.name
            let value = values.first { $0.name == field.name }?.value
            let isMade = prefix.isEmpty && !field.identity.isEmpty && field.isText
            if value == nil, field.isRequired, !isMade {
                complain(place, "the required field '\(path)' of '\(kind.reference)' has no mapping", "It is: \(field.meaning)")
            }
            let content = value.map { self.content($0, field, context, path, kind, registers) } ?? .nothing
            return TargetPlan(
                field, path: path, content: content, registers: registers.fed(by: path), rules: registers.rules(of: path),
                role: prefix.isEmpty ? role(of: field.name, in: kind) : .none,
                keyPart: prefix.isEmpty ? kind.key.firstIndex(of: field.name) ?? -1 : -1,
                isOrder: prefix.isEmpty && kind.orderedBy == field.name,
                identityPart: prefix.isEmpty ? kind.identityField?.identity.firstIndex(of: field.name) ?? -1 : -1,
                made: isMade ? .init(kind) : nil)
        }
    }

    private func role(of name: String, in kind: Kind) -> TargetPlan.Role {
        switch name {
        case Kind.entityField: .entity
        case Kind.locationField: .location
        case kind.anchor: .anchor
        case Kind.currencyField: .currency
        default: .none
        }
    }

    private mutating func content(
        _ value: ValueDefinition, _ field: KindField, _ context: Int, _ path: String, _ kind: Kind, _ registers: RegisterCompiler
    ) -> TargetPlan.Content {
        switch (value.source, field.type) {
        case (.lists(let parts), .list(let fields)):
            return .lists(
                parts.compactMap { part in
                    guard let record = listRecord(part, value, context) else { return nil }
                    return ListPlan(
                        record: record, by: part.by.compactMap { fieldRef($0, from: record, at: part.places["by"] ?? value.place) },
                        condition: part.condition.flatMap { formula($0, from: record, at: part.places["where"] ?? value.place) },
                        targets: targets(
                            fields, part.fields, context: record, prefix: path + ".", kind: kind, registers: registers, at: value.place))
                })
        case (.object(let values), .object(let fields)):
            return .object(
                targets(fields, values, context: context, prefix: path + ".", kind: kind, registers: registers, at: value.place))
        case (.lists, _), (.object, _), (_, .list), (_, .object):
            complain(
                value.place, "'\(path)' is \(field.type.isNested ? "not a single value" : "a single value"), but the mapping says otherwise"
            )
            return .nothing
        default:
            checkConstants(of: value, for: field, path: path, context: context)
            return scalar(value, context: context, label: path).map { .scalar($0) } ?? .nothing
        }
    }

    private mutating func listRecord(_ part: ValueDefinition.ListPart, _ value: ValueDefinition, _ context: Int) -> Int? {
        let place = part.places["each"] ?? value.place
        guard let record = record(part.each, place) else { return nil }
        if context >= 0, !layout.isAncestor(context, of: record) {
            complain(place, "'\(part.each)' is not below '\(layout.records[context].id)'")
        }
        return record
    }

    /// Looks up the names in a value that has no place to go to.
    private mutating func look(into value: ValueDefinition, _ context: Int) {
        switch value.source {
        case .object(let fields): for field in fields { look(into: field.value, context) }
        case .lists(let parts):
            for part in parts {
                guard let record = listRecord(part, value, context) else { continue }
                for field in part.fields { look(into: field.value, record) }
            }
        default: _ = scalar(value, context: context, label: "")
        }
    }

    private mutating func scalar(_ value: ValueDefinition, context: Int, label: String) -> ValuePlan? {
        let place = value.place
        var label = label
        let source: ValuePlan.Source
        var below = context
        switch value.source {
        case .fields(let names):
            let refs = names.compactMap { fieldRef($0, from: context, at: value.places["from"] ?? place) }
            guard let first = refs.first else { return nil }
            label = first.label
            source = .fields(refs)
        case .constant(let text): source = .constant(ImmutableBytes(text))
        case .template(let parts):
            source = .template(
                parts.compactMap { part in
                    switch part {
                    case .text(let text): .text(ImmutableBytes(text))
                    case .field(let name): fieldRef(name, from: context, at: value.places["template"] ?? place).map { .field($0) }
                    }
                })
        case .calculation(let expression):
            guard let formula = formula(expression, from: context, at: value.places["calc"] ?? place) else { return nil }
            source = .calculation(formula)
        case .sum(let name):
            guard let ref = sumRef(name, from: context, at: value.places["sum"] ?? place) else { return nil }
            (below, label) = (ref.record, ref.label)
            source = .sum(ref)
        case .count(let id):
            guard let record = record(id, value.places["count"] ?? place) else { return nil }
            below = record
            source = .count(record: record)
        case .cases(let cases):
            source = .cases(
                cases.compactMap { item in
                    let when = item.when.flatMap { formula($0, from: context, at: item.then.places["when"] ?? place) }
                    guard let then = scalar(item.then, context: context, label: label) else { return nil }
                    return (when, then)
                })
        case .lists, .object: return nil
        }
        if let reading = value.reading { check(reading, at: value.places["pattern"] ?? place) }
        return ValuePlan(
            source: source, condition: value.condition.flatMap { formula($0, from: below, at: value.places["where"] ?? place) },
            codes: value.code.flatMap { table($0, at: value.places["code"] ?? place) }, missing: value.code?.missing ?? .businessException,
            fallback: value.fallback.map { ImmutableBytes($0) },
            split: value.split.map { (ImmutableBytes($0.separator), $0.part) },
            reading: value.reading.map { FieldReading($0) }, zone: zone(value.zone, context, value.places["zone"] ?? place),
            isMinorMoney: value.isMinorMoney, roundTo: value.roundTo,
            negation: negation(value.negation, context, value.places["negate"] ?? place), label: label)
    }

    /// A field to add up: of the records below, or of the row's own record (all such rows of the group).
    private mutating func sumRef(_ name: String, from context: Int, at place: Place) -> FieldRef? {
        guard let ref = fieldRef(name, from: context, at: place) else { return nil }
        guard ref.record == context || layout.isAncestor(context, of: ref.record) else {
            complain(place, "'sum' adds up records at or below this one; '\(name)' is above")
            return nil
        }
        return FieldRef(reach: .upward, record: ref.record, field: ref.field, reading: ref.reading, label: ref.label)
    }

    private mutating func zone(_ zone: ValueDefinition.Zone?, _ context: Int, _ place: Place) -> ValuePlan.Zone? {
        switch zone {
        case .named(let name):
            check(zone: name, place)
            return .named(name)
        case .value(let value):
            for (constant, place) in value.constants { check(zone: constant, place) }
            return scalar(value, context: context, label: "zone").map { .value($0) }
        case nil: return nil
        }
    }

    private mutating func negation(_ negation: ValueDefinition.Negation, _ context: Int, _ place: Place) -> ValuePlan.Negation {
        switch negation {
        case .never: .never
        case .always: .always
        case .when(let expression): formula(expression, from: context, at: place).map { .when($0) } ?? .never
        }
    }
}

extension KindField {
    fileprivate var isText: Bool { if case .text = type { true } else { false } }
}

extension FieldType {
    fileprivate var isNested: Bool {
        switch self {
        case .object, .list: true
        default: false
        }
    }
}
