/// Holds the records and fields of a format against one another: records that nothing reaches, columns and bytes that are
/// read twice or not at all.
struct LayoutCheck {
    private(set) var complaints: [Complaint] = []
    /// Some record belongs to itself: whoever follows its parents never comes to an end.
    private(set) var isEndless = false
    private let file: String

    init(_ format: Format, file: String) {
        self.file = file
        checkParents(format)
        for (index, record) in format.records.enumerated() {
            checkReach(record, after: format.records[..<index], format.kind)
            if format.kind == .fixedWidth { checkBytes(record, record.length ?? format.recordLength) } else { checkColumns(record) }
        }
    }

    private mutating func checkParents(_ format: Format) {
        for record in format.records {
            var seen: Set<String> = []
            var next = record.parent
            while let id = next, id != record.id, seen.insert(id).inserted { next = format.record(id)?.parent }
            guard next == record.id else { continue }
            isEndless = true
            complain(record.places["in"] ?? record.place, "the record '\(record.id)' belongs to itself", "Say 'in' only upwards")
        }
    }

    private mutating func checkReach(_ record: RecordDefinition, after earlier: ArraySlice<RecordDefinition>, _ kind: Format.Kind) {
        for other in earlier where other.id != record.id {
            if let marker = record.marker, other.marker.map({ $0.takes(marker) }) ?? false {
                complain(
                    record.places["when"] ?? record.place,
                    "no record is ever '\(record.id)': '\(other.id)' stands before it and takes them all",
                    "Put the narrower 'when' first")
            }
            guard kind == .xml || kind == .json, other.parent == record.parent else { continue }
            for path in record.plainPaths where other.plainPaths.contains(path) {
                complain(
                    record.places["path"] ?? record.place,
                    "'\(other.id)' and '\(record.id)' stand at the same path '\(path)', so only one is read",
                    "Tell them apart, such as by [@Type='…'], or make them one record")
            }
        }
    }

    private mutating func checkColumns(_ record: RecordDefinition) {
        if record.isWhole { complain(record.places["layout"] ?? record.place, "'layout' is for fixed-width records") }
        for (index, field) in record.fields.enumerated() {
            if field.redefines != nil { complain(field.places["redefines"] ?? field.place, "'redefines' is for fixed-width fields") }
            let columns = field.columns
            guard let twice = record.fields[..<index].first(where: { $0.name != field.name && !$0.columns.isDisjoint(with: columns) })
            else { continue }
            let shared = twice.columns.intersection(columns).sorted().joined(separator: ", ")
            complain(
                field.places["column"] ?? field.place, "the column '\(shared)' is read by '\(twice.name)' and by '\(field.name)'",
                "Take one of them out; a mapping may use a field as often as it likes, and read it with a 'type' of its own", .remarks)
        }
    }

    private mutating func checkBytes(_ record: RecordDefinition, _ length: Int?) {
        for field in record.fields {
            guard let name = field.redefines, name == field.name || record.fieldIndex(name) == nil else { continue }
            complain(
                field.places["redefines"] ?? field.place, "'redefines' names '\(name)', which is no other field of '\(record.id)'",
                Spelling.suggestion(for: name, among: record.fields.map(\.name).filter { $0 != field.name }))
        }
        for (earlier, later) in record.overlaps {
            let (a, b) = (earlier.bytes ?? 0...0, later.bytes ?? 0...0)
            let (from, to) = (max(a.lowerBound, b.lowerBound), min(a.upperBound, b.upperBound))
            complain(
                later.places["at"] ?? later.place, "'\(later.name)' reads bytes that '\(earlier.name)' reads too: \(from)-\(to)",
                "Check 'at' and 'length'; where both are meant, say 'redefines: \(earlier.name)'", .remarks)
        }
        guard record.isWhole else { return }
        for gap in record.gaps(length: length) {
            complain(
                record.places["layout"] ?? record.place, "no field of '\(record.id)' covers bytes \(gap.lowerBound)-\(gap.upperBound)",
                "Declare them, with 'unread: true' where they say nothing, or leave 'layout: whole' out")
        }
    }

    private mutating func complain(_ place: Place, _ problem: String, _ suggestion: String = "", _ weight: Complaint.Weight = .stops) {
        complaints.append(Complaint(at: place, in: file, problem: problem, suggestion: suggestion, weight: weight))
    }
}

extension RecordDefinition.Marker {
    /// Whether it fits every record that the other one fits.
    fileprivate func takes(_ other: RecordDefinition.Marker) -> Bool {
        switch (self, other) {
        case (.column(let number, let text), .column(let otherNumber, let otherText)): return number == otherNumber && text == otherText
        case (.bytes(let at, let text), .bytes(let otherAt, let otherText)):
            let (mine, theirs) = (Array(text.unicodeScalars), Array(otherText.unicodeScalars))
            guard at >= otherAt, at - otherAt + mine.count <= theirs.count else { return false }
            return theirs[(at - otherAt)..<(at - otherAt + mine.count)].elementsEqual(mine)
        default: return false
        }
    }
}

extension RecordDefinition {
    /// Its paths, however they are written.
    fileprivate var plainPaths: [String] { paths.map { $0.split(separator: "/").filter { $0 != "." }.joined(separator: "/") } }
}

extension FieldDefinition {
    /// The columns that it may stand in, as the header is searched for them.
    fileprivate var columns: Set<String> {
        switch position {
        case .named(let names): Set(names.map { $0.lowercased() })
        case .numbered(let number): [String(number)]
        default: []
        }
    }
}
