import Canonical

/// JSON Schema (draft 2020-12) of canonical kinds, from their declaration.
enum KindSchema {
    /// A document of its own.
    static func document(of kind: Kind) -> JSONText {
        .object(
            [
                ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
                ("$id", .string("/v1/kinds/\(kind.reference)/schema")),
            ] + members(of: kind))
    }

    /// A schema to be embedded, as in the OpenAPI document.
    static func schema(of kind: Kind) -> JSONText { .object(members(of: kind)) }

    private static func members(of kind: Kind) -> [(String, JSONText)] {
        [("title", .string(kind.title))] + object(kind.fields) + [
            ("x-key", .array(kind.key.map { .string($0) })), ("x-anchor", .string(kind.anchor)),
            ("x-domains", .array(kind.domains.map { .string($0) })),
        ]
    }

    private static func object(_ fields: [KindField]) -> [(String, JSONText)] {
        [
            ("type", .string("object")),
            ("properties", .object(fields.map { ($0.name, property($0)) })),
            ("required", .array(fields.filter(\.isRequired).map { .string($0.name) })),
            ("additionalProperties", .boolean(false)),
        ]
    }

    private static func property(_ field: KindField) -> JSONText {
        var members = members(of: field.type)
        if !field.meaning.isEmpty { members.insert(("description", .string(field.meaning)), at: 0) }
        if let shape = field.shape { members.append(("x-shape", .string(shape.summary))) }
        if field.isSensitive { members.append(("x-sensitive", .boolean(true))) }
        return .object(members)
    }

    private static func members(of type: FieldType) -> [(String, JSONText)] {
        switch type {
        case .text(let maximum): [("type", .string("string")), ("maxLength", .integer(maximum))]
        case .choice(let words):
            [("type", .string("string")), ("enum", .array(words.map { .string($0) }))]
        case .decimal(let scale): pattern(scale == 0 ? #"^-?\d+$"# : #"^-?\d+(\.\d{1,\#(scale)})?$"#)
        case .money: [("type", .string("integer")), ("x-unit", .string("minor units of the currency"))]
        case .integer: [("type", .string("integer"))]
        case .boolean: [("type", .string("boolean"))]
        case .date: [("type", .string("string")), ("format", .string("date"))]
        case .instant: [("type", .string("string")), ("format", .string("date-time"))]
        case .currency: pattern("^[A-Z]{3}$")
        case .object(let fields): object(fields)
        case .list(let fields): [("type", .string("array")), ("items", .object(object(fields)))]
        }
    }

    private static func pattern(_ pattern: String) -> [(String, JSONText)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
    }
}
