import Canonical

/// How the bytes of an interface are laid out.
package struct Format: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case fixedWidth = "fixed-width"
        case delimited
        case xml
        case json
    }

    package enum Header: String, Sendable { case names, skip, none }
    package enum Ragged: String, Sendable { case reject, pad }

    package var kind: Kind
    package var encoding: TextEncoding
    /// Fixed-width records without line ends: bytes per record.
    package var recordLength: Int?
    package var delimiter: UInt8
    /// `nil` where cells are never quoted.
    package var quote: UInt8?
    package var header: Header
    package var comment: String?
    package var ragged: Ragged
    package var namespaces: [String: String]
    /// Delimited: columns by which a file of another interface is told, and which one that is.
    package var foreignColumns: [(column: String, interface: String)] = []
    /// What stands outside any record, where one may stand, and is none is counted by name instead of refused.
    package var ignoresOthers = false
    package var records: [RecordDefinition]
    /// The kind whose published schema a document follows to the letter: canonical JSON, member by member.
    package var schema: Canonical.Kind?

    /// Fixed-width: the last byte, from 1, that a record's marker or one of its fields reaches.
    package func end(of record: RecordDefinition) -> Int {
        var end = 0
        if case .bytes(let at, let text) = record.marker { end = at - 1 + text.utf8.count }
        for field in record.fields {
            if case .bytes(let at, let length) = field.position { end = max(end, at - 1 + length) }
        }
        return end
    }

    package func record(_ id: String) -> RecordDefinition? { records.first { $0.id == id } }
}
