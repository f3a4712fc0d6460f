import Canonical

extension DefinitionReader {
    mutating func map(_ node: Node) -> MapDefinition {
        MapDefinition(
            kindReference: node.text("kind") ?? "", each: node.text("each") ?? "",
            condition: expression(node, "where"), conditionText: node.text("where") ?? "", fields: values(node, "fields"),
            place: node.place, places: node.keyPlaces)
    }

    private mutating func values(_ node: Node, _ key: String) -> [(name: String, value: ValueDefinition)] {
        node.pairs(key).map { ($0.0, value($0.1)) }
    }

    private mutating func value(_ node: Node) -> ValueDefinition {
        if let text = node.asWritten { return plain(template(text, node), node) }
        if let parts = node.sequence {
            return plain(.lists(parts.compactMap { listPart($0) }), node)
        }
        var value = plain(source(node), node)
        value.condition = node["each"] == nil ? expression(node, "where") : nil
        value.code = code(node)
        value.fallback = node.text("default")
        if let split = node["split"] {
            value.split = .init(separator: split.text("by") ?? ",", part: split.integer("take") ?? 1)
        }
        if node["type"] != nil {
            value.reading = fieldFormat(node)
        } else if let day = node["day-of"] {
            complain(day, "'day-of' belongs to a date", "Write 'type: date'")
        }
        if let zone = node["zone"] { value.zone = zone.asWritten.map { .named($0) } ?? .value(self.value(zone)) }
        value.isMinorMoney = node.text("money") == "minor"
        value.roundTo = node.integer("round").map { UInt8(clamping: $0) }
        if let digits = node.integer("round"), !(0...18).contains(digits) {
            complain(node["round"] ?? node, "'round' must be from 0 to 18")
        }
        if let negate = node["negate"] {
            value.negation =
                negate.bool.map { $0 ? .always : .never } ?? expression(node, "negate").map { .when($0) } ?? .never
        }
        return value
    }

    private func plain(_ source: ValueDefinition.Source, _ node: Node) -> ValueDefinition {
        ValueDefinition(source: source, isMinorMoney: false, negation: .never, place: node.place, places: node.keyPlaces)
    }

    private mutating func source(_ node: Node) -> ValueDefinition.Source {
        let given = ["from", "value", "template", "calc", "sum", "count", "cases", "each"].filter { node[$0] != nil }
        if given.count > 1 {
            complain(node, "a value comes from one thing, found \(given.joined(separator: " and "))", "Use 'cases' to choose")
        }
        switch given.first {
        case "from": return .fields(node.texts("from"))
        case "value": return .constant(node.text("value") ?? "")
        case "template": return template(node.text("template") ?? "", node)
        case "calc": return expression(node, "calc").map { .calculation($0) } ?? .constant("")
        case "sum": return .sum(node.text("sum") ?? "")
        case "count": return .count(node.text("count") ?? "")
        case "each": return .lists(listPart(node).map { [$0] } ?? [])
        case "cases":
            return .cases(
                node.nodes("cases").map { item in
                    var then = value(item["then"] ?? item)
                    then.places = then.places.with(item["when"]?.place, for: "when")
                    return (expression(item, "when"), then)
                })
        default:
            if node["fields"] != nil { return .object(values(node, "fields")) }
            lack(node, "this value says nothing about where it comes from", "Write 'from: field'")
            return .constant("")
        }
    }

    private mutating func listPart(_ node: Node) -> ValueDefinition.ListPart? {
        guard let each = node.text("each") else {
            lack(node, "a list needs 'each', the record that makes an element")
            return nil
        }
        return .init(
            each: each, by: node.texts("by"), condition: expression(node, "where"), fields: values(node, "fields"), places: node.keyPlaces)
    }

    private mutating func code(_ node: Node) -> ValueDefinition.Code? {
        guard let code = node["code"] else { return nil }
        let missing: MissingCode = node.word("missing") ?? .businessException
        if let name = code.asWritten { return .init(crosswalk: name, system: nil, missing: missing) }
        return .init(crosswalk: code.text("crosswalk") ?? "", system: code.text("system"), missing: missing)
    }

    /// `{field}` stands for a field, anything else for itself.
    private mutating func template(_ text: String, _ node: Node) -> ValueDefinition.Source {
        var parts: [ValueDefinition.TemplatePart] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                complain(node, "a brace is not closed in '\(text)'")
                return .constant("")
            }
            parts.append(.field(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if parts.isEmpty { return .constant(text) }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return .template(parts)
    }
}
