import Canonical
import Intake
import Ledger
import Ownership
import Registry

/// An interface, for people and for scripts.
struct InterfaceText {
    private let definition: InterfaceDefinition
    private let library: Library
    private let life: Life

    /// - Parameter life: the one that counts; the declared one where `nil`.
    init(_ definition: InterfaceDefinition, _ library: Library, _ life: Life?) {
        self.definition = definition
        self.library = library
        self.life = life ?? definition.declared.life
    }

    var json: JSONText {
        .object([
            ("interface", .string(definition.id)), ("version", .string(definition.version.description)),
            ("title", .string(definition.title)),
            ("status", .string(definition.lifecycle.status.rawValue)), ("owner", .string(definition.lifecycle.owner)),
            ("successor", .optional(definition.lifecycle.successor)),
            ("decommissionBy", .optional(definition.lifecycle.decommissionBy?.description)), ("effective", life.json),
            ("writer", .string(definition.writer)),
            ("states", .array(definition.states.map { .string($0) })),
            ("format", .string(definition.format.kind.rawValue)), ("encoding", .string(definition.format.encoding.rawValue)),
            ("kinds", .array(definition.maps.map { .string($0.kindReference) })),
            ("published", .boolean(library.published[definition.reference] != nil)), ("file", .string(definition.file)),
        ])
    }

    var page: String {
        var lines = ["\(definition.reference)  \(definition.title)"]
        if !definition.details.isEmpty { lines.append(definition.details) }
        lines.append("")
        let declared = definition.lifecycle.status
        let note = declared == life.status ? "" : ", declared \(declared.rawValue)"
        lines.append("status    \(life.status.rawValue), owned by \(life.owner)\(note)")
        if let successor = life.successor { lines.append("successor \(successor), by \(life.decommissionBy?.description ?? "no date")") }
        if let publication = library.published[definition.reference] { lines.append("published \(publication.at) by \(publication.by)") }
        lines.append("writer    \(definition.writer), states \(definition.states.joined(separator: ", "))")
        lines.append("format    \(definition.format.kind.rawValue), \(definition.format.encoding.rawValue)")
        lines.append("yields    \(definition.maps.map(\.kindReference).joined(separator: ", "))")
        for record in definition.format.records {
            lines.append("")
            let place = record.parent.map { ", in \($0)" } ?? (record.beginsGroup ? ", begins a group" : "")
            lines.append("record \(record.id)\(place)")
            var table = Table(["  field", "where", "type", "notes"])
            for field in record.fields {
                let notes = [field.isRequired ? "required" : "", field.isSensitive ? "sensitive" : ""].filter { !$0.isEmpty }
                table.add(["  \(field.name)", Self.position(field.position), field.format.kind.rawValue, notes.joined(separator: ", ")])
            }
            lines.append(table.text)
            if definition.format.kind == .fixedWidth {
                let gaps = record.gaps(length: record.length ?? definition.format.recordLength).map { "\($0.lowerBound)-\($0.upperBound)" }
                if !gaps.isEmpty { lines.append("  no field covers bytes \(gaps.joined(separator: ", "))") }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func position(_ position: FieldDefinition.Position) -> String {
        switch position {
        case .bytes(let at, let length): "bytes \(at)-\(at + length - 1)"
        case .named(let names): names.joined(separator: " or ")
        case .numbered(let number): "column \(number)"
        case .paths(let paths): paths.joined(separator: " or ")
        }
    }
}
