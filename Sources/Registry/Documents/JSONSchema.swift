import Canonical

/// Writes shapes as JSON Schema (draft 2020-12), for editors and for REST clients.
package enum JSONSchema {
    package static func text(of book: ShapeBook, id: String) -> String {
        var pairs: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .string(id)), ("title", .string(book.title)),
        ]
        if case .object(let root) = schema(of: book.root) { pairs += root }
        pairs.append(("$defs", .object(book.named.sorted { $0.key < $1.key }.map { ($0.key, schema(of: $0.value)) })))
        return JSONText.object(pairs).pretty + "\n"
    }

    private static func schema(of shape: Shape) -> JSONText {
        switch shape {
        case .text: .object([("type", .array(["string", "number", "boolean"].map { .string($0) }))])
        case .integer: .object([("type", .string("integer"))])
        case .flag: .object([("type", .string("boolean"))])
        case .date: .object([("type", .string("string")), ("pattern", .string(#"^\d{4}-\d{2}-\d{2}$"#))])
        case .choice(let words): .object([("enum", .array(words.map { .string($0) }))])
        case .list(let element): .object([("type", .string("array")), ("items", schema(of: element))])
        case .mapping(let element):
            .object([("type", .string("object")), ("additionalProperties", schema(of: element))])
        case .object(let keys): object(keys)
        case .either(let shapes): .object([("anyOf", .array(shapes.map(schema(of:))))])
        case .named(let name): .object([("$ref", .string("#/$defs/\(name)"))])
        }
    }

    private static func object(_ keys: [Shape.Key]) -> JSONText {
        let properties = keys.map { key -> (String, JSONText) in
            guard case .object(let pairs) = schema(of: key.shape) else { return (key.name, .null) }
            return (key.name, .object([("description", .string(key.meaning))] + pairs))
        }
        return .object([
            ("type", .string("object")), ("properties", .object(properties)),
            ("required", .array(keys.filter(\.isRequired).map { .string($0.name) })),
            ("additionalProperties", .boolean(false)),
        ])
    }
}
