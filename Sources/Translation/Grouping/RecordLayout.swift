import Registry

/// The records of a format with names resolved to numbers, shared by reader, assembler and mapper.
struct RecordLayout: Sendable {
    enum Role: Sendable {
        /// Stands for the whole file: a header or trailer. The latest one counts.
        case file
        /// Begins a group.
        case root
        /// Belongs to a record of the group.
        case member
    }

    struct Record: Sendable {
        let id: String
        let role: Role
        /// The record it belongs to; -1 for none.
        let parent: Int
        let fieldCount: Int
        /// Fields whose equality keeps neighbouring roots in one group.
        let groupedBy: [Int]
        let minimum: Int
        let maximum: Int?
    }

    let records: [Record]

    init(_ format: Format) {
        let ids = format.records.map(\.id)
        records = format.records.map { record in
            let role: Role = record.beginsGroup ? .root : record.parent.map { Self.role(of: $0, in: format) } ?? .file
            return Record(
                id: record.id, role: role,
                parent: record.parent.flatMap { ids.firstIndex(of: $0) } ?? -1,
                fieldCount: record.fields.count,
                groupedBy: record.groupedBy.compactMap { record.fieldIndex($0) },
                minimum: record.minimum, maximum: record.maximum)
        }
    }

    /// A record in a file-level record is file-level too, unless it begins a group.
    private static func role(of id: String, in format: Format) -> Role {
        var seen: Set<String> = []
        var next: String? = id
        while let id = next, seen.insert(id).inserted, let record = format.record(id) {
            if record.beginsGroup { return .member }
            next = record.parent
        }
        return .file
    }

    func index(of id: String) -> Int? { records.firstIndex { $0.id == id } }

    /// Whether `ancestor` is `record` or one of the records it belongs to.
    func isAncestor(_ ancestor: Int, of record: Int) -> Bool {
        var next = record
        while next >= 0 {
            if next == ancestor { return true }
            next = records[next].parent
        }
        return false
    }
}
