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

    /// - Parameter weakened: a law that a test has switched off.
    init(definition: InterfaceDefinition, library: Library, weakened: Weakening? = nil) {
        self.definition = definition
        self.library = library
        layout = RecordLayout(definition.format)
        readings = Self.readings(of: definition.format, weakened: weakened)
    }

    mutating func compile() throws -> Parts {
        checkFields()
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
        for record in definition.format.records where record.beginsGroup && !definition.maps.contains(where: { $0.each == record.id }) {
            complain(
                record.place, "the record '\(record.id)' begins a group that no map reads",
                "Map it, or let a map with 'where' pass it over")
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
            guard let formula = formula(check.condition, of: check, root, &registers) else { return nil }
            var condition: Formula?
            if let guardCondition = check.guardCondition {
                condition = self.formula(guardCondition, of: check, root, &registers)
                if condition == nil { return nil }
            }
            return .init(
                text: check.text, formula: formula, condition: condition, failure: check.failure, advice: check.advice,
                values: registers.values(in: formula))
        }
        let condition = map.condition.flatMap { formula($0, from: root, at: map.place) }
        let targets = self.targets(
            kind.fields, map.fields, context: root, prefix: "", kind: kind, registers: registers, at: map.place)
        return MapPlan(
            kind: kind, kindIndex: kindIndex, root: root, condition: condition, conditionText: map.conditionText, targets: targets,
            registers: registers.registers, checks: checks, shared: shared(targets, root))
    }

    /// Where rows are grouped by fields, what else the record takes from its first row.
    private func shared(_ targets: [TargetPlan], _ root: Int) -> [FieldRef] {
        let keys = layout.records[root].groupedBy
        guard !keys.isEmpty else { return [] }
        var found: [FieldRef] = []
        for ref in targets.flatMap(\.content.plainSources) where ref.reach == .upward && ref.record == root && !keys.contains(ref.field) {
            let takesFirst = definition.format.records[root].fields[ref.field].take == .first
            if !takesFirst, !found.contains(where: { $0.field == ref.field }) { found.append(ref) }
        }
        return found
    }

    private mutating func formula(_ expression: Expression, of check: CheckDefinition, _ root: Int, _ registers: inout RegisterCompiler)
        -> Formula?
    {
        var refs: [String: FieldRef] = [:]
        for name in expression.names where name.hasPrefix("source.") {
            let field = String(name.dropFirst("source.".count))
            guard let ref = fieldRef(field, from: root, at: check.place) else { return nil }
            refs[field] = ref
        }
        switch registers.formula(expression, source: { refs[$0] }) {
        case .success(let formula): return formula
        case .failure(let problem):
            complain(check.place, problem.text)
            return nil
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
