import Canonical
import Registry

/// Resolves the names of a definition against its records, its kinds and the crosswalks.
struct PlanCompiler {
    struct Parts {
        var definition: InterfaceDefinition
        var kinds: [Kind]
        var layout: RecordLayout
        var tree: PathTree?
        var maps: [MapPlan]
        var controls: [ControlPlan]
        var readings: [[FieldReading]]
    }

    let definition: InterfaceDefinition
    let library: Library
    let layout: RecordLayout
    let readings: [[FieldReading]]
    private(set) var complaints: [Complaint] = []
    private var tables: [String: CodeTable] = [:]

    init(definition: InterfaceDefinition, library: Library) {
        self.definition = definition
        self.library = library
        layout = RecordLayout(definition.format)
        let trims = definition.format.kind == .fixedWidth || definition.format.kind == .xml
        readings = definition.format.records.map { record in
            record.fields.map { field in
                var sign: (field: Int?, negative: ImmutableBytes?)
                if case .field(let name, let negative) = field.format.number.sign {
                    sign = (record.fieldIndex(name), ImmutableBytes(negative))
                }
                return FieldReading(
                    field.format, absent: field.absent, isRequired: field.isRequired, isSensitive: field.isSensitive, trims: trims,
                    signField: sign.field, negative: sign.negative)
            }
        }
    }

    mutating func compile() throws -> Parts {
        checkSigns()
        var kinds: [Kind] = []
        let maps = definition.maps.compactMap { map -> MapPlan? in
            guard let kind = library.kinds[map.kindReference] else {
                complain(
                    map.place, "there is no kind '\(map.kindReference)'",
                    Spelling.suggestion(for: map.kindReference, among: library.kinds.keys.sorted()))
                return nil
            }
            if !kinds.contains(kind) { kinds.append(kind) }
            return compile(map, kind, kinds.firstIndex(of: kind) ?? 0)
        }
        for domain in definition.states where !kinds.contains(where: { $0.domains.contains(domain) }) && !kinds.isEmpty {
            complain(
                Place(), "'states' names the domain '\(domain)', which none of its kinds has",
                Spelling.suggestion(for: domain, among: kinds.flatMap(\.domains)))
        }
        let controls = definition.controls.compactMap { control($0) }
        guard complaints.isEmpty else { throw Complaints(complaints) }
        let isTree = definition.format.kind == .xml || definition.format.kind == .json
        return Parts(
            definition: definition, kinds: kinds, layout: layout, tree: isTree ? PathTree(definition.format) : nil,
            maps: maps, controls: controls, readings: readings)
    }

    private mutating func compile(_ map: MapDefinition, _ kind: Kind, _ kindIndex: Int) -> MapPlan? {
        guard let root = record(map.each, map.place) else { return nil }
        if layout.records[root].role != .root {
            complain(map.place, "'\(map.each)' does not begin a group", "Write 'begins: group' at that record")
        }
        var registers = RegisterCompiler(kind: kind)
        let checks = definition.checks.compactMap { check -> MapPlan.Check? in
            switch registers.formula(check.condition) {
            case .success(let formula):
                return .init(text: check.text, formula: formula, failure: check.failure, values: registers.values(in: formula))
            case .failure(let problem):
                complain(check.place, problem.text)
                return nil
            }
        }
        let condition = map.condition.flatMap { formula($0, from: root, at: map.place) }
        let targets = self.targets(
            kind.fields, map.fields, context: root, prefix: "", kind: kind, registers: registers, at: map.place)
        return MapPlan(
            kind: kind, kindIndex: kindIndex, root: root, condition: condition, conditionText: map.conditionText, targets: targets,
            registerCount: registers.count, checks: checks)
    }

    private mutating func checkSigns() {
        for (record, fields) in zip(definition.format.records, readings) {
            for (field, reading) in zip(record.fields, fields) {
                guard case .field(let name, _) = field.format.number.sign, reading.signField == nil else { continue }
                complain(
                    field.place, "'sign' names the field '\(name)', which '\(record.id)' does not have",
                    Spelling.suggestion(for: name, among: record.fields.map(\.name)))
            }
        }
    }

    private mutating func control(_ control: ControlDefinition) -> ControlPlan? {
        let within = control.within.map { record($0, control.place) ?? -1 }
        guard let statedRecord = record(control.statedIn.record, control.place) else { return nil }
        let isStatedInRows = within == nil && layout.records[statedRecord].role != .file
        guard
            let stated = fieldRef(
                "\(control.statedIn.record).\(control.statedIn.field)", from: within ?? (isStatedInRows ? statedRecord : -1),
                at: control.place)
        else { return nil }
        switch control.measure {
        case .count(let ids):
            var records: Set<Int> = []
            for id in ids where !id.hasPrefix("-") {
                if id == "all" {
                    records.formUnion(layout.records.indices)
                } else if let record = record(id, control.place) {
                    records.insert(record)
                }
            }
            for id in ids where id.hasPrefix("-") {
                if let record = record(String(id.dropFirst()), control.place) { records.remove(record) }
            }
            return ControlPlan(
                measure: .count(records), stated: stated, isStatedInRows: isStatedInRows, within: within,
                label: "count of \(ids.filter { !$0.hasPrefix("-") }.joined(separator: ", "))")
        case .sum(let id, let field):
            guard let record = record(id, control.place), let ref = fieldRef("\(id).\(field)", from: record, at: control.place)
            else { return nil }
            return ControlPlan(
                measure: .sum(record: record, ref), stated: stated, isStatedInRows: isStatedInRows, within: within,
                label: "sum of \(id).\(field)")
        }
    }

    mutating func record(_ id: String, _ place: Place) -> Int? {
        if let index = layout.index(of: id) { return index }
        complain(
            place, "there is no record '\(id)'", Spelling.suggestion(for: id, among: layout.records.map(\.id)))
        return nil
    }

    mutating func table(_ code: ValueDefinition.Code, at place: Place) -> CodeTable? {
        let system = code.system ?? definition.writer
        if let known = tables["\(code.crosswalk)/\(system)"] { return known }
        guard let crosswalk = library.crosswalks[code.crosswalk] else {
            complain(
                place, "there is no crosswalk '\(code.crosswalk)'",
                Spelling.suggestion(for: code.crosswalk, among: library.crosswalks.keys.sorted()))
            return nil
        }
        let table = CodeTable(crosswalk, system: system)
        tables["\(code.crosswalk)/\(system)"] = table
        return table
    }

    mutating func complain(_ place: Place, _ problem: String, _ suggestion: String = "") {
        let complaint = Complaint(
            file: definition.file, line: place.line, column: place.column, problem: problem, suggestion: suggestion)
        if !complaints.contains(complaint) { complaints.append(complaint) }
    }
}
