import Canonical
import Foundation

extension DefinitionReader {
    mutating func format(_ node: Node) -> Format {
        let kind: Format.Kind = node.word("type") ?? .delimited
        let delimiter = node.text("delimiter") ?? ","
        var format = Format(
            kind: kind,
            encoding: node.word("encoding") ?? .utf8,
            recordLength: node.integer("record-length"),
            delimiter: UInt8(ascii: ","),
            quote: UInt8(ascii: "\""),
            header: node.word("header") ?? .names,
            comment: node.text("comment"),
            ragged: node.word("ragged") ?? .reject,
            namespaces: Dictionary(node.pairs("namespaces").map { ($0.0, $0.1.asWritten ?? "") }) { $1 },
            foreignColumns: node.pairs("foreign").map { ($0.0, $0.1.asWritten ?? "") },
            ignoresOthers: node.text("others") == "ignore",
            records: [])
        format.delimiter = delimiter == "tab" ? 0x09 : byte(delimiter, node, "delimiter") ?? format.delimiter
        if let quote = node.text("quote") { format.quote = quote == "none" ? nil : byte(quote, node, "quote") }
        let fields = node.pairs("fields")
        format.records = node.nodes("records").map { record($0, kind, fields) }
        checkRecords(format, node)
        if let length = format.recordLength, !Self.places.contains(length) {
            complain(node["record-length"] ?? node, "'record-length' must be at least 1, found '\(length)'")
            format.recordLength = nil
        }
        let layout = LayoutCheck(format, file: file)
        complaints += layout.complaints
        isEndless = layout.isEndless
        for (id, list) in fields where format.record(id) == nil {
            complain(
                list, "fields are given for the record '\(id)', which is not declared",
                Spelling.suggestion(for: id, among: format.records.map(\.id)))
        }
        return format
    }

    private mutating func record(_ node: Node, _ kind: Format.Kind, _ fields: [(String, Node)]) -> RecordDefinition {
        let id = node.text("id") ?? ""
        let occurs = self.occurs(node)
        let list = fields.first { $0.0 == id }?.1.sequence ?? []
        return RecordDefinition(
            id: id, marker: marker(node), paths: node.texts("path"),
            beginsGroup: node.text("begins") == "group", groupedBy: node.texts("by"),
            parent: node.text("in"), minimum: occurs.0, maximum: occurs.1, length: node.integer("length"),
            padsShort: node.text("short") == "pad", ignoresRest: node.text("rest") == "ignore", joinsApart: node.text("apart") == "join",
            fields: list.map { field($0, kind) }, ignoresOthers: node.text("others") == "ignore",
            isWhole: node.text("layout") == "whole", place: node.place, places: node.keyPlaces)
    }

    private mutating func marker(_ node: Node) -> RecordDefinition.Marker? {
        guard let when = node["when"], let text = when.text("text") else { return nil }
        for key in ["at", "column"] where when.integer(key).map({ !Self.places.contains($0) }) ?? false {
            complain(when[key] ?? when, "'\(key)' counts from 1, found '\(when.text(key) ?? "")'")
            return nil
        }
        if let at = when.integer("at") { return .bytes(at: at, text: text) }
        if let column = when.integer("column") { return .column(number: column, text: text) }
        lack(when, "'when' needs 'at' (a byte) or 'column'")
        return nil
    }

    private mutating func occurs(_ node: Node) -> (Int, Int?) {
        guard let text = node.text("occurs") else { return (0, nil) }
        let parts = text.components(separatedBy: "..")
        if let exactly = Int(text) { return (exactly, exactly) }
        if parts.count == 2, let low = Int(parts[0]) {
            if parts[1] == "n" { return (low, nil) }
            if let high = Int(parts[1]), high >= low { return (low, high) }
        }
        complain(node["occurs"] ?? node, "'occurs' must be 1, 0..1, 1..n or 0..n, found '\(text)'")
        return (0, nil)
    }

    private mutating func field(_ node: Node, _ kind: Format.Kind) -> FieldDefinition {
        let name = node.text("name") ?? ""
        if name.isEmpty || !name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
            complain(node["name"] ?? node, "a field's name has letters, digits and _ only, found '\(name)'")
        }
        let format = fieldFormat(node, of: kind)
        return FieldDefinition(
            name: name, position: position(node, kind, name), format: format,
            absent: node.texts("absent"), isRequired: node.flag("required"), isOptional: node.flag("optional"),
            isSensitive: node.flag("sensitive"), take: take(node, kind, format), isUnread: node.flag("unread"),
            redefines: node.text("redefines"), place: node.place, places: node.keyPlaces)
    }

    private mutating func take(_ node: Node, _ kind: Format.Kind, _ format: FieldFormat) -> FieldDefinition.Take? {
        guard let text = node.text("take") else { return nil }
        let at = node["take"] ?? node
        if kind == .fixedWidth { complain(at, "'take' is for columns, elements and members; a fixed-width field stands in one place") }
        if text == "each" {
            complain(
                at, "one field holds one value, so 'take: each' has nowhere to put the others",
                "Make each value a record of its own: a record with this 'path' and 'in', and in it a field with the path '.'")
        }
        let take = FieldDefinition.Take(rawValue: text)
        let isPlainNumber = (format.kind == .decimal || format.kind == .integer) && format.number.digits == .display
        if take == .sum, !isPlainNumber || format.number.sign != .none {
            complain(at, "'take: sum' adds up numbers whose sign stands in front", "Write 'type: decimal', and no 'sign'")
        }
        return take
    }

    private mutating func position(_ node: Node, _ kind: Format.Kind, _ name: String) -> FieldDefinition.Position {
        switch kind {
        case .fixedWidth:
            guard let at = node.integer("at"), let length = node.integer("length"), Self.places.contains(at), Self.places.contains(length)
            else {
                lack(node, "the field '\(name)' needs 'at' (first byte, from 1) and 'length'")
                return .bytes(at: 1, length: 1)
            }
            return .bytes(at: at, length: length)
        case .delimited:
            let column = node.text("column") ?? name
            if let number = Int(column), Self.places.contains(number) { return .numbered(number) }
            return .named([column] + node.texts("aliases"))
        case .xml, .json:
            return .paths(node["path"] == nil ? [name] : node.texts("path"))
        }
    }

    /// Bytes and columns that a record may have, from 1.
    static let places = 1...(1 << 24)

    mutating func byte(_ text: String, _ node: Node, _ key: String) -> UInt8? {
        if text.utf8.count == 1, let byte = text.utf8.first { return byte }
        complain(node[key] ?? node, "'\(key)' must be one ASCII character, found '\(text)'")
        return nil
    }

    /// What a record's length, and the fields within it, must agree in.
    private mutating func checkLength(_ record: RecordDefinition, _ format: Format, _ node: Node) {
        guard format.kind == .fixedWidth else {
            for key in ["length", "short", "rest"] where node[key] != nil {
                complain(node[key] ?? node, "'\(key)' is for fixed-width records; this format is \(format.kind.rawValue)")
            }
            return
        }
        let end = format.end(of: record)
        if let length = record.length, !Self.places.contains(length) {
            complain(node["length"] ?? node, "'length' must be at least 1, found '\(length)'")
        } else if let length = record.length, length < end {
            complain(node["length"] ?? node, "the record '\(record.id)' has \(length) bytes, but its fields reach to byte \(end)")
        }
        if let length = format.recordLength, Self.places.contains(length), length < end {
            complain(node, "'record-length' is \(length), but the fields of '\(record.id)' reach to byte \(end)")
        }
    }

    private mutating func checkRecords(_ format: Format, _ node: Node) {
        let ids = format.records.map(\.id)
        for record in format.records {
            let at = node.nodes("records").first { $0.text("id") == record.id } ?? node
            if ids.filter({ $0 == record.id }).count > 1 { complain(at, "the record '\(record.id)' is declared twice") }
            if let parent = record.parent, !ids.contains(parent) {
                complain(at["in"] ?? at, "'in' names '\(parent)', which is not declared", Spelling.suggestion(for: parent, among: ids))
            }
            let names = record.fields.map(\.name)
            for (index, field) in record.fields.enumerated() where names[..<index].contains(field.name) {
                complain(field.places["name"] ?? field.place, "the field '\(field.name)' is declared twice in '\(record.id)'")
            }
            for name in record.groupedBy where !names.contains(name) {
                complain(
                    at["by"] ?? at, "'by' names '\(name)', which is not a field of '\(record.id)'",
                    Spelling.suggestion(for: name, among: names))
            }
            checkLength(record, format, at)
            if record.joinsApart, record.groupedBy.isEmpty {
                complain(at, "'apart: join' needs 'by', which says what belongs together")
            }
            if format.kind == .delimited, format.header != .names || record.marker != nil {
                for field in record.fields {
                    guard case .named = field.position else { continue }
                    complain(
                        field.places["column"] ?? field.place,
                        "the field '\(field.name)' of '\(record.id)' needs the number of its 'column'",
                        "Only a file with one record and 'header: names' has columns with names")
                }
            }
            if format.kind == .fixedWidth || format.kind == .delimited {
                if record.marker == nil, format.records.count > 1 {
                    lack(at, "the record '\(record.id)' needs 'when', since there are several")
                }
            } else if record.paths.isEmpty {
                lack(at, "the record '\(record.id)' needs 'path'")
            } else if let other = format.records.first(where: {
                $0.id != record.id && $0.parent == record.parent && !Set($0.paths).isDisjoint(with: record.paths)
            }),
                ids.firstIndex(of: other.id) ?? 0 < ids.firstIndex(of: record.id) ?? 0
            {
                complain(
                    at, "the records '\(other.id)' and '\(record.id)' stand at the same path",
                    "One element is one record; a predicate such as Amount[@Type='x'] can tell them apart")
            }
        }
        if !format.records.contains(where: \.beginsGroup), !node.nodes("records").contains(where: \.isIncomplete) {
            complain(
                node["records"] ?? node, "no record begins a group", "Write 'begins: group' at the record that becomes a canonical record")
        }
    }
}
