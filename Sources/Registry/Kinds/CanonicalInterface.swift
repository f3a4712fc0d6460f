import Canonical

/// The contract that every kind has without anyone writing it: its own canonical JSON, in and out. It
/// goes through the same translation as every other format, and so through the same checks.
package enum CanonicalInterface {
    /// `canonical.sale`, at the version of the kind.
    package static func definition(of kind: Kind) -> InterfaceDefinition {
        var records: [RecordDefinition] = []
        let values = collect(kind.fields, record: "record", path: ["/"], parent: nil, isRoot: true, into: &records)
        let root = records.removeLast()
        return InterfaceDefinition(
            id: "canonical.\(kind.name)", version: Version("\(kind.version).0.0") ?? Version.zero,
            title: "\(kind.title), in canonical JSON", details: "", lifecycle: Lifecycle(status: .strategic, owner: "crossdock"),
            writer: "", states: kind.domains,
            format: Format(
                kind: .json, encoding: .utf8, recordLength: nil, delimiter: 0x2C, quote: nil, header: .none, comment: nil,
                ragged: .reject, namespaces: [:], records: [root] + records, schema: kind),
            controls: [], errorPolicy: ErrorPolicy(), correction: .replace, emptyFile: .exception,
            maps: [MapDefinition(kindReference: kind.reference, each: "record", condition: nil, fields: values, place: Place())],
            checks: [], file: "canonical/\(kind.name)/\(kind.version).yaml")
    }

    /// Declares a record for an object and, nested in it, one for each list; returns the mapping back.
    private static func collect(
        _ fields: [KindField], record id: String, path: [String], parent: String?, isRoot: Bool,
        into records: inout [RecordDefinition]
    ) -> [(name: String, value: ValueDefinition)] {
        var sources: [FieldDefinition] = []
        let values = map(fields, record: id, prefix: "", sources: &sources, into: &records)
        records.append(
            RecordDefinition(
                id: id, marker: nil, paths: path, beginsGroup: isRoot, groupedBy: [], parent: parent, minimum: 0, maximum: nil,
                fields: sources, place: Place()))
        return values
    }

    private static func map(
        _ fields: [KindField], record id: String, prefix: String, sources: inout [FieldDefinition],
        into records: inout [RecordDefinition]
    ) -> [(name: String, value: ValueDefinition)] {
        fields.map { field in
            switch field.type {
            case .object(let inner):
                let values = map(inner, record: id, prefix: "\(prefix)\(field.name)/", sources: &sources, into: &records)
                return (field.name, value(.object(values)))
            case .list(let inner):
                let child = "\(id)_\(field.name)"
                let values = collect(
                    inner, record: child, path: ["\(prefix)\(field.name)"], parent: id, isRoot: false, into: &records)
                return (field.name, value(.lists([.init(each: child, by: [], condition: nil, fields: values)])))
            default:
                let name = (prefix + field.name).split(separator: "/").joined(separator: "_")
                sources.append(
                    FieldDefinition(
                        name: name, position: .paths([prefix + field.name]), format: FieldFormat(kind: kind(of: field.type)),
                        absent: [], isRequired: false, isSensitive: field.isSensitive, place: Place()))
                return (field.name, value(.fields(["\(id).\(name)"]), isMinorMoney: field.type == .money))
            }
        }
    }

    private static func kind(of type: FieldType) -> FieldFormat.Kind {
        switch type {
        case .decimal, .money: .decimal
        case .integer: .integer
        case .date: .date
        case .instant: .datetime
        default: .text
        }
    }

    private static func value(_ source: ValueDefinition.Source, isMinorMoney: Bool = false) -> ValueDefinition {
        ValueDefinition(source: source, isMinorMoney: isMinorMoney, negation: .never, place: Place())
    }
}
