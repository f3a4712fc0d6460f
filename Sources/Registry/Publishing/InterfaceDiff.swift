/// What differs between two versions of an interface, and for whom it matters.
package struct InterfaceDiff: Sendable {
    package enum Side: String, Sendable {
        case sender
        case reader
        case operation
    }

    package struct Change: Sendable {
        package let side: Side
        package let compatibility: Compatibility
        package let text: String
    }

    package private(set) var changes: [Change] = []

    /// The worst of its changes for one side.
    package func compatibility(for side: Side) -> Compatibility {
        changes.filter { $0.side == side }.map(\.compatibility).max() ?? .full
    }

    package init(from old: InterfaceDefinition, to new: InterfaceDefinition) {
        compareOperation(old, new)
        compareFormat(old.format, new.format)
        for record in old.format.records {
            guard let now = new.format.record(record.id) else {
                note(.sender, .breaking, "the record '\(record.id)' is gone")
                continue
            }
            compareRecord(record, now, new.format.kind)
        }
        for record in new.format.records where old.format.record(record.id) == nil {
            note(.sender, record.minimum > 0 ? .breaking : .backward, "the record '\(record.id)' is new")
        }
        compareMaps(old, new)
    }

    private mutating func note(_ side: Side, _ compatibility: Compatibility, _ text: String) {
        changes.append(Change(side: side, compatibility: compatibility, text: text))
    }

    private mutating func compareOperation(_ old: InterfaceDefinition, _ new: InterfaceDefinition) {
        if old.writer != new.writer { note(.operation, .breaking, "the writer was '\(old.writer)', is '\(new.writer)'") }
        for domain in old.states where !new.states.contains(domain) { note(.reader, .breaking, "it no longer states '\(domain)'") }
        for domain in new.states where !old.states.contains(domain) { note(.reader, .backward, "it states '\(domain)' as well") }
        if old.lifecycle.status != new.lifecycle.status {
            note(.operation, .full, "the status was \(old.lifecycle.status.rawValue), is \(new.lifecycle.status.rawValue)")
        }
        if old.controls.count != new.controls.count {
            note(
                .sender, new.controls.count > old.controls.count ? .breaking : .backward,
                "\(old.controls.count) controls became \(new.controls.count)")
        }
        for (before, now) in zip(old.controls, new.controls)
        where before.measure != now.measure || before.statedIn?.record != now.statedIn?.record
            || before.statedIn?.field != now.statedIn?.field || before.within != now.within
        {
            note(.sender, .breaking, "the control '\(before.text)' compares something else")
        }
    }

    private mutating func compareFormat(_ old: Format, _ new: Format) {
        if old.kind != new.kind { note(.sender, .breaking, "the format was \(old.kind.rawValue), is \(new.kind.rawValue)") }
        if old.encoding != new.encoding {
            note(.sender, .breaking, "the encoding was \(old.encoding.rawValue), is \(new.encoding.rawValue)")
        }
        if old.delimiter != new.delimiter { note(.sender, .breaking, "the delimiter changed") }
        if old.recordLength != new.recordLength { note(.sender, .breaking, "the record length changed") }
        if old.quote != new.quote { note(.sender, .breaking, "the quote changed") }
        if old.header != new.header { note(.sender, .breaking, "the header was \(old.header.rawValue), is \(new.header.rawValue)") }
        if old.comment != new.comment { note(.sender, .breaking, "the mark of comment lines changed") }
        if old.ragged != new.ragged { note(.sender, new.ragged == .pad ? .backward : .breaking, "short rows are treated differently") }
        if old.namespaces != new.namespaces { note(.sender, .breaking, "the namespaces changed") }
        compareOthers(old.ignoresOthers, new.ignoresOthers, "outside any record")
    }

    private mutating func compareOthers(_ old: Bool, _ new: Bool, _ place: String) {
        guard old != new else { return }
        note(.sender, new ? .backward : .breaking, "what is not declared \(place) is now \(new ? "counted" : "refused")")
    }

    private mutating func compareRecord(_ old: RecordDefinition, _ new: RecordDefinition, _ kind: Format.Kind) {
        if old.marker != new.marker || old.paths != new.paths { note(.sender, .breaking, "'\(old.id)' is recognised differently") }
        if new.minimum > old.minimum { note(.sender, .breaking, "'\(old.id)' must now occur at least \(new.minimum) times") }
        if (new.maximum ?? .max) < (old.maximum ?? .max) {
            note(.sender, .breaking, "'\(old.id)' must now occur at most \(new.maximum ?? 0) times")
        }
        if old.beginsGroup != new.beginsGroup || old.groupedBy != new.groupedBy || old.parent != new.parent {
            note(.sender, .breaking, "'\(old.id)' is grouped differently")
        }
        compareOthers(old.ignoresOthers, new.ignoresOthers, "in '\(old.id)'")
        if new.length != old.length { note(.sender, .breaking, "the length of '\(old.id)' changed") }
        if new.padsShort != old.padsShort {
            note(.sender, new.padsShort ? .backward : .breaking, "short records of '\(old.id)' are treated differently")
        }
        if new.ignoresRest != old.ignoresRest {
            note(.sender, new.ignoresRest ? .backward : .breaking, "long records of '\(old.id)' are treated differently")
        }
        if new.joinsApart != old.joinsApart { note(.reader, .breaking, "rows of '\(old.id)' that stand apart are grouped differently") }
        for field in old.fields {
            guard let index = new.fieldIndex(field.name) else {
                note(.sender, kind == .fixedWidth ? .breaking : .backward, "the field '\(old.id).\(field.name)' is no longer read")
                continue
            }
            let now = new.fields[index]
            // A moved offset is always breaking; a further name for a column is not.
            if field.position != now.position {
                note(.sender, widens(field.position, now.position) ? .backward : .breaking, "'\(old.id).\(field.name)' stands elsewhere")
            }
            var (before, after) = (field.format, now.format)
            (before.shape, after.shape) = (nil, nil)
            if before != after { note(.sender, .breaking, "'\(old.id).\(field.name)' reads differently") }
            if let shape = now.format.shape, field.format.shape != shape {
                note(.sender, shape.failure == .warning ? .backward : .breaking, "codes in '\(old.id).\(field.name)' should look otherwise")
            }
            if field.absent != now.absent { note(.sender, .breaking, "'\(old.id).\(field.name)' says nothing for other values") }
            if field.take != now.take {
                note(
                    .sender, field.take == nil ? .backward : .breaking,
                    "'\(old.id).\(field.name)' takes \(now.take?.rawValue ?? "only one") of several")
            }
            if now.isOptional != field.isOptional {
                note(
                    .sender, now.isOptional ? .backward : .breaking,
                    "a file \(now.isOptional ? "may" : "must not") lack '\(old.id).\(field.name)'")
            }
            if now.isRequired, !field.isRequired { note(.sender, .breaking, "'\(old.id).\(field.name)' is now required") }
        }
        for field in new.fields where old.fieldIndex(field.name) == nil {
            note(.sender, field.isRequired ? .breaking : .backward, "the field '\(old.id).\(field.name)' is new")
        }
    }

    private func widens(_ old: FieldDefinition.Position, _ new: FieldDefinition.Position) -> Bool {
        switch (old, new) {
        case (.named(let before), .named(let now)), (.paths(let before), .paths(let now)): Set(before).isSubset(of: now)
        default: false
        }
    }

    private mutating func compareMaps(_ old: InterfaceDefinition, _ new: InterfaceDefinition) {
        for map in old.maps {
            guard let now = new.maps.first(where: { $0.kindReference == map.kindReference }) else {
                note(.reader, .breaking, "it no longer yields '\(map.kindReference)'")
                continue
            }
            if map.each != now.each || map.condition != now.condition {
                note(.reader, .breaking, "'\(map.kindReference)' is made of other groups")
            }
            for (name, _) in map.fields where !now.fields.contains(where: { $0.name == name }) {
                note(.reader, .breaking, "'\(map.kindReference)' no longer gets '\(name)'")
            }
            for (name, value) in now.fields {
                guard let before = map.fields.first(where: { $0.name == name }) else {
                    note(.reader, .backward, "'\(map.kindReference)' gets '\(name)' as well")
                    continue
                }
                if "\(before.value.meaning)" != "\(value.meaning)" { note(.reader, .breaking, "'\(name)' is worked out differently") }
            }
        }
        for map in new.maps where !old.maps.contains(where: { $0.kindReference == map.kindReference }) {
            note(.reader, .backward, "it yields '\(map.kindReference)' as well")
        }
        if old.checks.map(\.condition) != new.checks.map(\.condition)
            || old.checks.map(\.guardCondition) != new.checks.map(\.guardCondition)
            || old.checks.map(\.failure) != new.checks.map(\.failure)
        {
            note(.sender, .breaking, "the checks over records changed")
        }
    }
}

extension ValueDefinition {
    /// All of it but where it stands in its file.
    fileprivate var meaning: String {
        var copy = self
        copy.place = Place()
        return "\(copy)".replacing(/Place\(line: \d+, column: \d+, file: "(?:[^"\\]|\\.)*"\)/, with: "")
    }
}
