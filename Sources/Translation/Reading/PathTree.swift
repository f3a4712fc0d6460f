import Registry

/// All record and field paths of an XML or JSON format as one tree of steps, so that a reader follows
/// the document with a single look-up per element.
struct PathTree: Sendable {
    struct Step: Sendable {
        let name: [UInt8]
        /// Namespace URIs that match; `nil` for any.
        let uris: [[UInt8]]?
        /// An attribute that must have this value.
        let predicate: (attribute: [UInt8], value: [UInt8])?
        let target: Int
    }

    struct Binding: Sendable {
        let record: Int
        let field: Int
        /// The field's place in `fields`.
        let slot: Int
        /// Which of the field's paths leads here.
        let alternative: Int
    }

    /// A field of any record, with what is needed where it stands more than once.
    struct Field: Sendable {
        let record: Int
        let definition: FieldDefinition
        let absent: [[UInt8]]

        var isNumber: Bool { definition.format.kind == .decimal || definition.format.kind == .integer }
    }

    /// What is done with an element or member that no step matches.
    enum Others: Sendable {
        /// No record can stand here: it is one of the many that nobody reads.
        case unread
        /// A record may stand here, or a field's text, and it is neither.
        case refused
        /// The same, and the definition lets it be: it is counted by name.
        case counted
    }

    struct Node: Sendable {
        /// As the path has it; empty for the document.
        var name: [UInt8] = []
        var steps: [Step] = []
        /// The record that begins here; -1 for none.
        var record = -1
        /// Fields that take this element's text.
        var texts: [Binding] = []
        /// Fields that take this element's own name.
        var names: [Binding] = []
        var attributes: [(name: [UInt8], binding: Binding)] = []
        /// The record it belongs to, the node's own included; -1 outside any.
        var owner = -1
        /// Whether a record begins here or below.
        var holdsRecords = false
        /// For what stands in it.
        var others = Others.unread
        /// For what stands in its place and is none.
        var othersInPlace = Others.refused
    }

    private(set) var nodes: [Node] = [Node()]
    private(set) var fields: [Field] = []
    private let uris: [String: [[UInt8]]]

    init(_ format: Format) {
        uris = format.namespaces.mapValues { $0.split(separator: " ").map { Array($0.utf8) } }
        var slots: [Int] = []
        for (index, record) in format.records.enumerated() {
            slots.append(fields.count)
            fields += record.fields.map { Field(record: index, definition: $0, absent: $0.absent.map { Array($0.utf8) }) }
        }
        var starts: [String: [Int]] = [:]
        // Parents come before children whatever the order in the definition.
        var pending = format.records
        while !pending.isEmpty {
            let ready = pending.filter { $0.parent == nil || starts[$0.parent ?? ""] != nil }
            guard !ready.isEmpty else { break }
            for record in ready {
                guard let index = format.records.firstIndex(where: { $0.id == record.id }) else { continue }
                let bases = record.parent.flatMap { starts[$0] } ?? [0]
                let ends = bases.flatMap { base in record.paths.map { extend(from: base, $0) } }
                starts[record.id] = ends
                for end in ends {
                    nodes[end].record = index
                    for position in record.fields.indices { bind(index, position, slots[index] + position, at: end) }
                }
            }
            pending.removeAll { record in ready.contains { $0.id == record.id } }
        }
        noteOthers(format)
    }

    /// Works out what becomes of what no step matches. A node comes before those below it.
    private mutating func noteOthers(_ format: Format) {
        func treatment(in owner: Int) -> Others {
            (owner < 0 ? format.ignoresOthers : format.records[owner].ignoresOthers) ? .counted : .refused
        }
        for index in nodes.indices.reversed() {
            nodes[index].holdsRecords = nodes[index].record >= 0 || nodes[index].steps.contains { nodes[$0.target].holdsRecords }
        }
        for index in nodes.indices {
            let node = nodes[index]
            if node.record >= 0 { nodes[index].owner = node.record }
            if index == 0 { nodes[0].othersInPlace = treatment(in: -1) }
            let owner = nodes[index].owner
            // The document stands for itself where a record begins with it, or with something in it.
            if node.steps.contains(where: { nodes[$0.target].holdsRecords }) || !node.texts.isEmpty {
                nodes[index].others = treatment(in: owner)
            }
            for step in node.steps {
                nodes[step.target].owner = owner
                if nodes[step.target].holdsRecords { nodes[step.target].othersInPlace = treatment(in: owner) }
            }
        }
    }

    private mutating func bind(_ record: Int, _ position: Int, _ slot: Int, at base: Int) {
        guard case .paths(let paths) = fields[slot].definition.position else { return }
        for (alternative, path) in paths.enumerated() {
            let binding = Binding(record: record, field: position, slot: slot, alternative: alternative)
            let parts = path.split(separator: "/").map(String.init)
            switch parts.last {
            case "name()": nodes[extend(from: base, parts.dropLast().joined(separator: "/"))].names.append(binding)
            case let last? where last.hasPrefix("@"):
                let node = extend(from: base, parts.dropLast().joined(separator: "/"))
                nodes[node].attributes.append((Array(last.dropFirst().utf8), binding))
            default: nodes[extend(from: base, path)].texts.append(binding)
            }
        }
    }

    /// Follows `path` from a node, making the nodes that are not there yet.
    private mutating func extend(from base: Int, _ path: String) -> Int {
        var node = base
        for part in path.split(separator: "/") where part != "." {
            let step = parse(String(part))
            if let known = nodes[node].steps.first(where: { same($0, step) }) {
                node = known.target
            } else {
                nodes.append(Node(name: step.name))
                let made = Step(name: step.name, uris: step.uris, predicate: step.predicate, target: nodes.count - 1)
                // Steps with a condition are tried first.
                if step.predicate != nil { nodes[node].steps.insert(made, at: 0) } else { nodes[node].steps.append(made) }
                node = nodes.count - 1
            }
        }
        return node
    }

    private func parse(_ text: String) -> Step {
        var text = Substring(text)
        var predicate: (attribute: [UInt8], value: [UInt8])?
        if let open = text.firstIndex(of: "["), text.hasSuffix("]") {
            let inside = text[text.index(after: open)...].dropLast().split(separator: "=", maxSplits: 1)
            if inside.count == 2, inside[0].hasPrefix("@") {
                let value = inside[1].drop { $0 == "'" }
                predicate = (Array(inside[0].dropFirst().utf8), Array((value.hasSuffix("'") ? value.dropLast() : value).utf8))
            }
            text = text[..<open]
        }
        let prefix = text.firstIndex(of: ":").map { String(text[..<$0]) }
        let name = text.firstIndex(of: ":").map { text[text.index(after: $0)...] } ?? text
        return Step(name: Array(name.utf8), uris: uris[prefix ?? "default"], predicate: predicate, target: -1)
    }

    private func same(_ a: Step, _ b: Step) -> Bool {
        a.name == b.name && a.uris == b.uris && a.predicate?.attribute == b.predicate?.attribute
            && a.predicate?.value == b.predicate?.value
    }
}
