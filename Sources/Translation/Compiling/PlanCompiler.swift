import Canonical
import Foundation
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
        /// What the check says, and nothing else minds.
        var remarks: [Complaint] = []
    }

    let definition: InterfaceDefinition
    let library: Library
    let layout: RecordLayout
    let readings: [[FieldReading]]
    private(set) var complaints: [Complaint] = []
    /// A law that a test has switched off.
    let weakened: Weakening?
    /// Fields that something reads, by record.
    private var fieldsRead: [Set<Int>]
    private var tables: [String: CodeTable] = [:]

    /// - Parameter weakened: a law that a test has switched off.
    init(definition: InterfaceDefinition, library: Library, weakened: Weakening? = nil) {
        self.definition = definition
        self.library = library
        self.weakened = weakened
        fieldsRead = definition.format.records.map { _ in [] }
        layout = RecordLayout(definition.format)
        readings = Self.readings(of: definition.format, weakened: weakened)
    }

    /// - Throws: `Complaints`, all of them, where any stops the definition.
    mutating func compile() throws -> Parts {
        checkFields()
        checkTimes()
        var kinds: [Kind] = []
        let maps = definition.maps.compactMap { map -> MapPlan? in
            guard let kind = library.kinds[map.kindReference] else {
                if let obstacle = library.obstacle(toKind: map.kindReference) {
                    follow(obstacle, map.places["kind"] ?? map.place)
                    return nil
                }
                complain(
                    map.places["kind"] ?? map.place, "there is no kind '\(map.kindReference)'",
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
                definition.places["states"] ?? Place(), "'states' names the domain '\(domain)', which none of its kinds has",
                Spelling.suggestion(for: domain, among: kinds.flatMap(\.domains)))
        }
        let controls = definition.controls.compactMap { control($0) }
        // A mapping that could not be looked at may read anything.
        if maps.count == definition.maps.count { remarkUnread() }
        guard !complaints.contains(where: { $0.weight != .remarks }) else { throw Complaints(complaints) }
        let isTree = definition.format.kind == .xml || definition.format.kind == .json
        return Parts(
            definition: definition, kinds: kinds, layout: layout, tree: isTree ? PathTree(definition.format) : nil,
            maps: maps, controls: controls, readings: readings, remarks: complaints)
    }

    private mutating func compile(_ map: MapDefinition, _ kind: Kind, _ kindIndex: Int) -> MapPlan? {
        guard let root = record(map.each, map.places["each"] ?? map.place) else { return nil }
        if layout.records[root].role != .root {
            complain(map.places["each"] ?? map.place, "'\(map.each)' does not begin a group", "Write 'begins: group' at that record")
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
        let condition = map.condition.flatMap { formula($0, from: root, at: map.places["where"] ?? map.place) }
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

    private mutating func formula(
        _ expression: Registry.Expression, of check: CheckDefinition, _ root: Int, _ registers: inout RegisterCompiler
    )
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
            if let obstacle = library.obstacle(toCrosswalk: code.crosswalk) {
                follow(obstacle, place)
                return nil
            }
            complain(
                place, "there is no crosswalk '\(code.crosswalk)'",
                Spelling.suggestion(for: code.crosswalk, among: library.crosswalks.keys.sorted()))
            return nil
        }
        let table = CodeTable(crosswalk, system: system)
        tables["\(code.crosswalk)/\(system)"] = table
        return table
    }

    mutating func complain(_ place: Place, _ problem: String, _ suggestion: String = "", weight: Complaint.Weight = .stops) {
        var complaint = Complaint(at: place, in: definition.file, problem: problem, suggestion: suggestion, weight: weight)
        if complaint.file != definition.file { complaint.heir = definition.reference }
        // Several mappings may stumble over one thing.
        if !complaints.contains(complaint) { complaints.append(complaint) }
    }

    private mutating func follow(_ obstacle: BrokenFile, _ place: Place) {
        complain(place, "\(obstacle.name) has complaints of its own", "See \(obstacle.file)", weight: .follows)
    }

    /// A mapping, control, check or condition reads this field.
    mutating func noteRead(_ record: Int, _ field: Int) { fieldsRead[record].insert(field) }
}

// MARK: - fields

extension PlanCompiler {
    /// A typing error shows in a field that nobody reads: another one is read in its place.
    private mutating func remarkUnread() {
        guard weakened != .looseDefinition else { return }
        for (index, record) in definition.format.records.enumerated() {
            var read = fieldsRead[index].union(layout.records[index].groupedBy)
            for field in record.fields {
                if case .field(let name, _) = field.format.number.sign, let sign = record.fieldIndex(name) { read.insert(sign) }
            }
            for (position, field) in record.fields.enumerated() where read.contains(position) == field.isUnread {
                if field.isUnread {
                    complain(
                        field.places["unread"] ?? field.place, "'\(field.name)' of '\(record.id)' says 'unread' and is read",
                        "Take 'unread' out", weight: .remarks)
                } else {
                    complain(
                        field.place, "nothing reads the field '\(field.name)' of '\(record.id)'",
                        "Map it, or say 'unread: true' if it is declared for people only", weight: .remarks)
                }
            }
        }
    }

    private mutating func checkTimes() {
        for field in definition.format.records.flatMap(\.fields) {
            check(field.format, at: field.places["pattern"] ?? field.place)
            check(zone: field.format.zone, field.places["zone"] ?? field.place)
        }
    }

    /// A date pattern that says nothing about a date.
    mutating func check(_ format: FieldFormat, at place: Place) {
        guard weakened != .looseDefinition, format.kind == .date || format.kind == .datetime,
            let problem = DatePattern.problem(of: format.pattern)
        else { return }
        complain(place, problem.text, problem.advice)
    }

    mutating func check(zone: String, _ place: Place) {
        guard weakened != .looseDefinition, zone != "UTC", TimeZone(identifier: zone) == nil else { return }
        complain(place, "there is no time zone '\(zone)'", "Write one such as Europe/Berlin, or UTC")
    }
}
