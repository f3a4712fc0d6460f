import Canonical

/// Turns a checked document into a `CutoverDefinition`, and complains about what shapes cannot see: names
/// that are not there, and rules that would let money differ.
struct CutoverReader {
    private let file: String
    private let library: Library
    private var complaints: [Complaint] = []
    private var kinds: [String: Kind] { library.kinds }
    private var definitions: [InterfaceDefinition] { library.definitions }
    private var crosswalks: [String: Crosswalk] { library.crosswalks }

    /// Reads on where the document has complaints, to find the others too. The plan is good only without complaints.
    static func read(_ document: Document, _ library: Library) -> (definition: CutoverDefinition?, complaints: [Complaint]) {
        var reader = CutoverReader(file: document.file, library: library)
        guard document.root["cells"] != nil else { return (nil, document.complaints) }
        let definition = reader.definition(document.root)
        return (definition, document.complaints + reader.complaints)
    }

    private init(file: String, library: Library) {
        self.file = file
        self.library = library
    }

    private mutating func definition(_ root: Node) -> CutoverDefinition? {
        let cells = root["cells"] ?? root
        let name = cells.text("kind") ?? ""
        if let obstacle = library.obstacle(toKind: name) {
            follow(obstacle, cells["kind"] ?? cells)
            return nil
        }
        guard let kind = kinds.values.filter({ $0.name == name }).max(by: { $0.version < $1.version }) else {
            if cells["kind"] == nil { return nil }
            complain(
                cells["kind"] ?? cells, "there is no kind '\(name)'",
                Spelling.suggestion(for: name, among: Set(kinds.values.map(\.name)).sorted()))
            return nil
        }
        let domains = cells["domains"] == nil ? kind.domains : cells.texts("domains")
        for domain in domains where !kind.domains.contains(domain) {
            complain(
                cells["domains"] ?? cells, "the kind \(name) has no domain '\(domain)'",
                Spelling.suggestion(for: domain, among: kind.domains))
        }
        if file.hasPrefix("cutovers/"), root["cutover"] != nil, root.text("cutover").map({ "cutovers/\($0).yaml" }) != file {
            complain(
                root["cutover"] ?? root, "the file says it is \(root.text("cutover") ?? "")",
                "Move it to cutovers/\(root.text("cutover") ?? "").yaml")
        }
        let gates = root["gates"]
        let comparison = root["comparison"]
        let fields = comparison?.nodes("fields").compactMap { field($0, of: kind) } ?? []
        let keys = comparison?.nodes("keys").compactMap { key($0, of: kind) } ?? []
        let totals =
            comparison?["totals"] == nil ? Self.usualTotals(of: kind) : comparison?.nodes("totals").map { total($0, of: kind) } ?? []
        return CutoverDefinition(
            name: root.text("cutover") ?? "", title: root.text("title") ?? "", kind: kind, domains: domains,
            entity: cells.text("entity") ?? "*", locations: cells["locations"] == nil ? ["*"] : cells.texts("locations"),
            from: side(root["from"] ?? root, domains), to: side(root["to"] ?? root, domains),
            boundary: root.text("boundary").flatMap { BusinessDate($0) }, lateAfter: number(root, "late-after", 2, least: 0),
            parityPerMillion: gates.map { parity($0) } ?? 999_000, days: number(gates, "days", 14, least: 1),
            scenarios: gates?["scenarios"] == nil ? Self.usualScenarios(of: kind) : gates?.texts("scenarios") ?? [],
            sequence: gates?["sequence"].flatMap { sequence($0, of: kind) }, withinHours: number(gates, "within-hours", 36, least: 1),
            completeAfter: number(gates, "complete-after", 0, least: 0), freshHours: number(gates, "fresh-hours", 24, least: 1),
            fields: fields,
            totals: totals, keys: keys, sensitive: Self.sensitive(kind.fields, ""), file: file)
    }

    private mutating func side(_ node: Node, _ domains: [String]) -> CutoverDefinition.Side {
        let writer = node.text("writer") ?? ""
        if node.texts("interfaces").isEmpty, !node.isIncomplete {
            complain(node["interfaces"] ?? node, "'interfaces' must name at least one contract that \(writer) writes by")
        }
        let references = node.texts("interfaces").compactMap { reference -> String? in
            if let canonical = canonical(reference) { return canonical }
            if let obstacle = library.obstacle(to: reference) {
                follow(obstacle, node["interfaces"] ?? node)
                return nil
            }
            let parts = reference.split(separator: "@", maxSplits: 1).map(String.init)
            let found = definitions.last { definition in
                definition.id == parts.first
                    && (parts.count == 1 || definition.version.description == parts[1]
                        || definition.version.description.hasPrefix(parts[1] + "."))
            }
            guard let found else {
                complain(
                    node, "there is no interface '\(reference)'", Spelling.suggestion(for: reference, among: definitions.map(\.reference)))
                return nil
            }
            if found.writer != writer { complain(node, "\(found.reference) is written by \(found.writer), not by \(writer)") }
            for domain in domains where !found.states.contains(domain) {
                complain(node, "\(found.reference) does not state the domain \(domain)")
            }
            return found.reference
        }
        return .init(writer: writer, interfaces: references)
    }

    /// `canonical.sale`, the form that every kind has by itself: anybody's who may state it, and never another.
    private func canonical(_ reference: String) -> String? {
        guard reference.hasPrefix("canonical.") else { return nil }
        let name = reference.dropFirst("canonical.".count).split(separator: "@").first.map(String.init) ?? ""
        let versions = kinds.values.filter { $0.name == name }
        return versions.max { $0.version < $1.version }.map { CanonicalInterface.definition(of: $0).reference }
    }

    private mutating func parity(_ gates: Node) -> Int {
        guard let text = gates.text("parity") else { return 999_000 }
        guard text.hasSuffix("%"), let share = Decimal64(String(text.dropLast()))?.mantissa(atScale: 4), (1...1_000_000).contains(share)
        else {
            complain(gates["parity"] ?? gates, "'parity' must be a share such as 99.9%, found '\(text)'")
            return 999_000
        }
        return Int(share)
    }

    private mutating func number(_ node: Node?, _ key: String, _ usual: Int, least: Int) -> Int {
        guard let node, let number = node.integer(key) else { return usual }
        if number < least { complain(node[key] ?? node, "'\(key)' must be at least \(least)") }
        // Nobody waits longer, and days beyond any calendar are none.
        if number > 100_000 { complain(node[key] ?? node, "'\(key)' must be at most 100000") }
        return min(number, 100_000)
    }

    private mutating func sequence(_ node: Node, of kind: Kind) -> (field: String, per: [String])? {
        let (name, per) = (node.text("field") ?? "", node.texts("per"))
        for field in [name] + per where kind.field(field) == nil {
            complain(node, "\(kind.reference) has no field '\(field)'", Spelling.suggestion(for: field, among: kind.fields.map(\.name)))
        }
        return (name, per)
    }

    private mutating func field(_ node: Node, of kind: Kind) -> CutoverDefinition.FieldRule? {
        let (path, way) = (node.text("field") ?? "", node.text("rule") ?? "exact")
        guard let type = type(at: path, of: kind, node) else { return nil }
        if Self.holdsMoney(type), way != "exact", way != "set" {
            complain(node, "'\(path)' holds money, and money must be equal to the cent", "Use exact, or set for a list in another order")
        }
        var codes: [String: String] = [:]
        switch way {
        case "abs", "rel":
            if node.text("tolerance").flatMap({ Decimal64($0) }) == nil { complain(node, "'\(way)' needs a 'tolerance' that is a number") }
        case "set":
            if case .list = type {} else { complain(node, "'set' is for lists, and '\(path)' is none") }
        case "crosswalk":
            codes = self.codes(node)
        default: break
        }
        return .init(path: path, way: way, tolerance: node.text("tolerance"), by: node.texts("by"), codes: codes)
    }

    private mutating func key(_ node: Node, of kind: Kind) -> (part: Int, codes: [String: String])? {
        let name = node.text("field") ?? ""
        guard let part = kind.key.firstIndex(of: name) else {
            complain(node, "'\(name)' is no field of the key of \(kind.reference)", Spelling.suggestion(for: name, among: kind.key))
            return nil
        }
        return (part, codes(node))
    }

    /// What the crosswalk that a node names makes of codes.
    private mutating func codes(_ node: Node) -> [String: String] {
        let name = node.text("crosswalk") ?? ""
        if let obstacle = library.obstacle(toCrosswalk: name) {
            follow(obstacle, node["crosswalk"] ?? node)
            return [:]
        }
        guard let crosswalk = crosswalks[name] else {
            complain(node, "there is no crosswalk '\(name)'", Spelling.suggestion(for: name, among: crosswalks.keys.sorted()))
            return [:]
        }
        let rows = crosswalk.rows.filter { node.text("system") == nil || $0.system == node.text("system") }
        return Dictionary(rows.map { ($0.code, $0.canonical) }, uniquingKeysWith: { $1 })
    }

    private mutating func total(_ node: Node, of kind: Kind) -> CutoverDefinition.Total {
        let sum = node.text("sum") ?? ""
        _ = type(at: sum, of: kind, node)
        if let per = node.text("per") {
            let parent = sum.split(separator: ".").dropLast().joined(separator: ".")
            _ = type(at: parent.isEmpty ? per : "\(parent).\(per)", of: kind, node)
        }
        return .init(sum: sum, per: node.text("per"))
    }

    private mutating func type(at path: String, of kind: Kind, _ node: Node) -> FieldType? {
        var fields = kind.fields
        var found: FieldType?
        for name in path.split(separator: ".").map(String.init) {
            guard let field = fields.first(where: { $0.name == name }) else {
                complain(node, "\(kind.reference) has no field '\(path)'", Spelling.suggestion(for: name, among: fields.map(\.name)))
                return nil
            }
            found = field.type
            fields = field.type.fields
        }
        return found
    }

    private mutating func complain(_ node: Node, _ problem: String, _ suggestion: String = "") {
        complaints.append(Complaint(at: node.place, in: file, problem: problem, suggestion: suggestion))
    }

    private mutating func follow(_ obstacle: BrokenFile, _ node: Node) {
        complaints.append(
            Complaint(
                at: node.place, in: file, problem: "\(obstacle.name) has complaints of its own", suggestion: "See \(obstacle.file)",
                weight: .follows))
    }
}
