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

    init(definition: InterfaceDefinition, library: Library, weakened: Weakening? = nil) {
        self.definition = definition
        self.library = library
        self.weakened = weakened
        fieldsRead = definition.format.records.map { _ in [] }
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

    /// - Throws: `Complaints`, all of them, where any stops the definition.
    mutating func compile() throws -> Parts {
        checkSigns()
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
            switch registers.formula(check.condition) {
            case .success(let formula):
                return .init(text: check.text, formula: formula, failure: check.failure, values: registers.values(in: formula))
            case .failure(let problem):
                complain(check.place, problem.text)
                return nil
            }
        }
        let condition = map.condition.flatMap { formula($0, from: root, at: map.places["where"] ?? map.place) }
        let targets = self.targets(
            kind.fields, map.fields, context: root, prefix: "", kind: kind, registers: registers, at: map.place)
        return MapPlan(
            kind: kind, kindIndex: kindIndex, root: root, condition: condition, targets: targets,
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
