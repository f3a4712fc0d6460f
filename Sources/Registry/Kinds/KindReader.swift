import Canonical
import Yams

/// Turns a checked document into a `Kind`.
struct KindReader {
    let file: String
    private var complaints: [Complaint] = []

    /// - Throws: `Complaints`, all of them.
    static func read(_ document: Document) throws -> Kind {
        let root = document.root
        var reader = KindReader(file: document.file)
        let kind = Kind(
            name: root.text("kind") ?? "", version: root.integer("version") ?? 1, title: root.text("title") ?? "",
            fields: reader.fields(root), key: root.texts("key"), anchor: root.text("anchor") ?? "",
            domains: root.texts("domains"), orderedBy: root.text("ordered-by"))
        reader.checkKey(kind, root)
        guard reader.complaints.isEmpty else { throw Complaints(reader.complaints) }
        return kind
    }

    private init(file: String) { self.file = file }

    private mutating func fields(_ node: Node) -> [KindField] {
        node.pairs("fields").map { name, node in
            KindField(
                name: name, type: type(node, name), isRequired: node.flag("required"),
                meaning: node.text("meaning") ?? "", isSensitive: node.flag("sensitive"),
                normalisation: node.text("normalise").flatMap(KeyNormalisation.init) ?? .none)
        }
    }

    private mutating func type(_ node: Node, _ name: String) -> FieldType {
        switch node.text("type") {
        case "choice":
            if node.texts("choices").isEmpty { complain(node, "'\(name)' is a choice and needs 'choices'") }
            return .choice(node.texts("choices"))
        case "decimal":
            if node.integer("scale") == nil { complain(node, "'\(name)' is a decimal and needs 'scale'") }
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
                    root, "the field '\(name)' is part of the key, the anchor or the scope but is not declared",
                    Spelling.suggestion(for: name, among: kind.fields.map(\.name)))
                continue
            }
            if !field.isRequired { complain(root, "the field '\(name)' must be required") }
        }
        for (name, node) in root.pairs("fields") where node["normalise"] != nil {
            if !kind.key.contains(name) { complain(node, "'normalise' is for fields of the key, and '\(name)' is none of them") }
            if case .text? = kind.field(name)?.type { continue }
            complain(node, "'normalise' is for texts, and '\(name)' is none")
        }
        if let anchor = kind.field(kind.anchor), anchor.type != .date {
            complain(root, "the anchor '\(kind.anchor)' must be a date")
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
            complain(root, "a kind with money needs a required field '\(Kind.currencyField)'")
        }
    }

    private mutating func complain(_ node: Node, _ problem: String, _ suggestion: String = "") {
        complaints.append(
            Complaint(
                file: file, line: node.place.line, column: node.place.column, problem: problem,
                suggestion: suggestion))
    }
}

extension Kind {
    /// Whether any field, at any depth, is money.
    package var usesMoney: Bool {
        func any(_ fields: [KindField]) -> Bool { fields.contains { $0.type == .money || any($0.type.fields) } }
        return any(fields)
    }
}
