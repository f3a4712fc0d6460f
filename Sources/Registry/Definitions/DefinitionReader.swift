import Canonical

/// Turns a checked document into an `InterfaceDefinition`, and complains about what shapes cannot see.
struct DefinitionReader {
    let file: String
    var complaints: [Complaint] = []
    /// Records that belong to themselves: nobody may follow them.
    var isEndless = false

    init(file: String) { self.file = file }

    /// Reads on where the document has complaints, to find the others too.
    ///
    /// - Returns: `nil` where there is too little of a definition to go on.
    static func read(_ document: Document) -> (definition: InterfaceDefinition?, complaints: [Complaint]) {
        let root = document.root
        var reader = DefinitionReader(file: document.file)
        guard let format = root["format"], format.text("type") != nil, format["records"] != nil, format["fields"] != nil, root["map"] != nil
        else {
            if !root.isIncomplete, document.complaints.isEmpty { reader.complain(root, "there is too little here to be a definition") }
            return (nil, document.complaints + reader.complaints)
        }
        let definition = reader.definition(root)
        return (reader.isEndless ? nil : definition, document.complaints + reader.complaints)
    }

    private mutating func definition(_ root: Node) -> InterfaceDefinition {
        let version = Version(root.text("version") ?? "")
        if version == nil, let said = root["version"] {
            complain(said, "'version' must be major.minor.patch", "Write 1.0.0")
        }
        let format = self.format(root["format"] ?? root)
        return InterfaceDefinition(
            id: root.text("interface") ?? "",
            version: version ?? .zero,
            title: root.text("title") ?? "",
            details: root.text("description") ?? "",
            lifecycle: lifecycle(root["lifecycle"] ?? root),
            writer: root.text("writer") ?? "",
            states: root.texts("states"),
            format: format,
            controls: root.nodes("controls").compactMap { control($0) },
            errorPolicy: errorPolicy(root["on-error"]),
            correction: root.word("on-correction") ?? .replace,
            emptyFile: root.word("on-empty") ?? .exception,
            maps: root.nodes("map").map { map($0) },
            checks: root.nodes("checks").compactMap { check($0) },
            file: file, places: root.keyPlaces)
    }

    private mutating func lifecycle(_ node: Node) -> Lifecycle {
        let lifecycle = Lifecycle(
            status: node.word("status") ?? .proposed, owner: node.text("owner") ?? "",
            successor: node.text("successor"),
            decommissionBy: node.text("decommission-by").flatMap { BusinessDate($0) })
        for omission in lifecycle.omissions where !node.isIncomplete {
            complain(
                node, "a \(lifecycle.status.rawValue) interface must have '\(omission)'",
                "Nothing is temporary without a successor and a date")
        }
        return lifecycle
    }

    private mutating func errorPolicy(_ node: Node?) -> ErrorPolicy {
        guard let node, let text = node.text("file-threshold") else { return ErrorPolicy() }
        guard text.hasSuffix("%"), let percent = Decimal64(String(text.dropLast())),
            let perMille = percent.mantissa(atScale: 1), (0...1000).contains(perMille)
        else {
            complain(node, "'file-threshold' must be a percentage with at most one digit after the point", "Write 2%")
            return ErrorPolicy()
        }
        return ErrorPolicy(thresholdPerMille: Int(perMille))
    }

    private mutating func control(_ node: Node) -> ControlDefinition? {
        let records = node.texts("count")
        let except = node.texts("except")
        var control = ControlDefinition(
            measure: .count(records), within: node.text("within"), class: node.word("class"), advice: node.text("advice"), text: "",
            place: node.place)
        let given = ["that", "sum", "count"].filter { node[$0] != nil }
        guard given.count == 1 else {
            lack(
                node, "a control has one of 'that', 'count' and 'sum', found \(given.isEmpty ? "none" : given.joined(separator: " and "))")
            return nil
        }
        if given == ["that"] {
            if let equals = node["equals"] { complain(equals, "'equals' is for 'count' and 'sum'", "Write the comparison into 'that'") }
            guard let rule = expression(node, "that") else { return nil }
            control.measure = .rule(rule)
            control.text = node.text("that") ?? ""
            return control
        }
        guard let stated = reference(node, "equals") else { return nil }
        control.statedIn = stated
        if given == ["sum"] {
            guard let field = reference(node, "sum") else { return nil }
            control.measure = .sum(record: field.record, field: field.field)
            control.text = "sum of \(field.record).\(field.field)"
        } else {
            control.measure = .count(records == ["all"] ? except.map { "-\($0)" } + ["all"] : records)
            control.text = "count of \(records.joined(separator: ", "))"
        }
        return control
    }

    private mutating func reference(_ node: Node, _ key: String) -> (record: String, field: String)? {
        let parts = (node.text(key) ?? "").split(separator: ".")
        guard parts.count == 2 else {
            complain(node[key] ?? node, "'\(key)' must name record.field", "Such as trailer.recordCount")
            return nil
        }
        return (String(parts[0]), String(parts[1]))
    }

    private mutating func check(_ node: Node) -> CheckDefinition? {
        guard let condition = expression(node, "that"),
            let failure: CheckDefinition.Failure = node.word("else")
        else { return nil }
        return CheckDefinition(
            text: node.text("that") ?? "", condition: condition, guardCondition: expression(node, "when"), failure: failure,
            advice: node.text("advice"), place: node.place)
    }

    mutating func expression(_ node: Node, _ key: String) -> Expression? {
        guard let text = node.text(key) else { return nil }
        do {
            return try ExpressionParser.parse(text)
        } catch {
            complain(node[key] ?? node, error.text)
            return nil
        }
    }

    mutating func complain(_ node: Node, _ problem: String, _ suggestion: String = "") {
        complain(node.place, problem, suggestion)
    }

    mutating func complain(_ place: Place, _ problem: String, _ suggestion: String = "") {
        complaints.append(Complaint(at: place, in: file, problem: problem, suggestion: suggestion))
    }

    /// Something is missing in a node: unless part of it could not be read, and so was complained of already.
    mutating func lack(_ node: Node, _ problem: String, _ suggestion: String = "") {
        if !node.isIncomplete { complain(node, problem, suggestion) }
    }
}
