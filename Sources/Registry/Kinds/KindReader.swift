import Canonical

/// Turns a checked document into a `Kind`.
struct KindReader {
    let file: String
    private var complaints: [Complaint] = []

    /// Reads on where the document has complaints, to find the others too. The kind is good only without complaints.
    static func read(_ document: Document) -> (kind: Kind, complaints: [Complaint]) {
        let root = document.root
        var reader = KindReader(file: document.file)
        let kind = Kind(
            name: root.text("kind") ?? "", version: root.integer("version") ?? 1, title: root.text("title") ?? "",
            fields: reader.fields(root), key: root.texts("key"), anchor: root.text("anchor") ?? "",
            domains: root.texts("domains"), orderedBy: root.text("ordered-by"))
        if !root.isIncomplete { reader.checkKey(kind, root) }
        return (kind, document.complaints + reader.complaints)
    }

    private init(file: String) { self.file = file }

    private mutating func fields(_ node: Node) -> [KindField] {
        node.pairs("fields").map { name, node in
            let type = type(node, name)
            let shape = CodeShape.read(node["shape"]) { complain($0, $1, $2) }
            if let shape = node["shape"], node.text("type") != "text" { complain(shape, "'\(name)' is no text and has no 'shape'") }
            return KindField(
                name: name, type: type, isRequired: node.flag("required"), meaning: node.text("meaning") ?? "",
                isSensitive: node.flag("sensitive"), shape: shape,
                normalisation: node.text("normalise").flatMap(KeyNormalisation.init) ?? .none, identity: node.texts("identity"))
        }
    }

    private mutating func type(_ node: Node, _ name: String) -> FieldType {
        switch node.text("type") {
        case "choice":
            if node.texts("choices").isEmpty, !node.isIncomplete { complain(node, "'\(name)' is a choice and needs 'choices'") }
            return .choice(node.texts("choices"))
        case "decimal":
            if node.integer("scale") == nil, !node.isIncomplete { complain(node, "'\(name)' is a decimal and needs 'scale'") }
            if let scale = node.integer("scale"), !(0...18).contains(scale) {
                complain(node["scale"] ?? node, "'scale' must be from 0 to 18")
            }
            return .decimal(scale: UInt8(clamping: node.integer("scale") ?? 0))
        case "money": return .money
        case "integer": return .integer
        case "boolean": return .boolean
        case "date": return .date
        case "instant": return .instant
        case "currency": return .currency
        case "object": return .object(fields(node))
        case "list": return .list(fields(node))
        default: return .text(maximum: node.integer("max") ?? 200)
        }
    }

    private mutating func checkKey(_ kind: Kind, _ root: Node) {
        for name in kind.key + [kind.anchor, Kind.entityField] {
            guard let field = kind.field(name) else {
                complain(
                    place(of: name, root), "the field '\(name)' is part of the key, the anchor or the scope but is not declared",
                    Spelling.suggestion(for: name, among: kind.fields.map(\.name)))
                continue
            }
            if !field.isRequired { complain(root["fields"]?[name] ?? root, "the field '\(name)' must be required") }
        }
        for (name, node) in root.pairs("fields") where node["normalise"] != nil {
            if !kind.key.contains(name) { complain(node, "'normalise' is for fields of the key, and '\(name)' is none of them") }
            if case .text? = kind.field(name)?.type { continue }
            complain(node, "'normalise' is for texts, and '\(name)' is none")
        }
        checkIdentity(kind, root)
        if let anchor = kind.field(kind.anchor), anchor.type != .date {
            complain(root["anchor"] ?? root, "the anchor '\(kind.anchor)' must be a date")
        }
        if let name = kind.orderedBy {
            switch kind.field(name)?.type {
            case .instant?, .integer?: break
            default:
                complain(
                    root["ordered-by"] ?? root, "'ordered-by' must name a field that is an instant or an integer, found '\(name)'",
                    Spelling.suggestion(for: name, among: kind.fields.map(\.name)))
            }
        }
        // A fact is about one business date: otherwise a correction of the date would carry it across a boundary.
        if !kind.key.contains(kind.anchor) { complain(root, "the key must contain the anchor '\(kind.anchor)'") }
        if kind.usesMoney, kind.field(Kind.currencyField)?.isRequired != true {
            complain(root["fields"] ?? root, "a kind with money needs a required field '\(Kind.currencyField)'")
        }
    }

    private mutating func checkIdentity(_ kind: Kind, _ root: Node) {
        var found: String?
        for (index, field) in kind.fields.enumerated() where !field.identity.isEmpty {
            let place = root["fields"]?[field.name]?["identity"] ?? root
            if !kind.key.contains(field.name) {
                complain(place, "'identity' is for a field of the key, and '\(field.name)' is none of them")
            }
            if let found { complain(place, "one field is made of what the record says, found '\(found)' and '\(field.name)'") }
            found = field.name
            for name in field.identity {
                let said = kind.fields.firstIndex { $0.name == name }
                guard let said else {
                    complain(
                        place, "'identity' names no field of the kind: '\(name)'",
                        Spelling.suggestion(for: name, among: kind.fields.map(\.name)))
                    continue
                }
                // It is written once the others are.
                if case .text = field.type, said >= index {
                    complain(place, "'\(name)' must stand before '\(field.name)', which is made of it")
                }
                switch kind.fields[said].type {
                case .object, .list, .boolean: complain(place, "'identity' is made of single values, and '\(name)' is none")
                default: break
                }
            }
        }
    }

    /// Where a name of the key, or the anchor, is said.
    private func place(of name: String, _ root: Node) -> Node {
        root["key"]?.sequence?.first { $0.asWritten == name } ?? (root.text("anchor") == name ? root["anchor"] : nil) ?? root["fields"]
            ?? root
    }

    private mutating func complain(_ node: Node, _ problem: String, _ suggestion: String = "") {
        complaints.append(Complaint(at: node.place, in: file, problem: problem, suggestion: suggestion))
    }
}

extension Kind {
    /// Whether any field, at any depth, is money.
    package var usesMoney: Bool {
        func any(_ fields: [KindField]) -> Bool { fields.contains { $0.type == .money || any($0.type.fields) } }
        return any(fields)
    }
}
