import Canonical

/// The declared language of canonical kinds.
package enum KindShape {
    static let types = ["text", "choice", "decimal", "money", "integer", "boolean", "date", "instant", "currency", "object", "list"]

    package static let book = ShapeBook(
        title: "Crossdock canonical kind",
        root: .object([
            .init("kind", .text, required: true, "its name, such as sale"),
            .init("version", .integer, required: true, "its version; a breaking change is a new one"),
            .init("title", .text, required: true, "what one record is, in one line"),
            .init(
                "key", .list(of: .text), required: true,
                "the fields of the natural key, beside legal entity and location; the anchor is one of them"),
            .init("anchor", .text, required: true, "the date field that says whose day a record belongs to"),
            .init(
                "ordered-by", .text,
                "the field, an instant or an integer, that says which of two states is the later one; the order of arrival unless said"),
            .init("domains", .list(of: .text), required: true, "the domains a record may state facts in"),
            .init("fields", .mapping(of: .named("field")), required: true, "its fields, in the order they are written"),
        ]),
        named: [
            "field": .object([
                .init("type", .choice(types), required: true, "what it holds"),
                .init("required", .flag, "a record without it is not a record"),
                .init("meaning", .text, required: true, "one sentence for whoever reads or sends it"),
                .init("max", .integer, "text: most characters; 200 unless said"),
                .init("scale", .integer, "decimal: most digits after the point"),
                .init("choices", .list(of: .text), "choice: the words"),
                .init(
                    "normalise", .choice(KeyNormalisation.allCases.map(\.rawValue)),
                    "part of the key: digits takes leading zeros off a part that has digits only, so that 0003 and 3 are one key; none unless said"
                ),
                .init(
                    "identity", .list(of: .text),
                    "part of the key: a short code made of what these fields say, wherever the record stands; others that say the same get -2, -3"
                ),
                .init("sensitive", .flag, "its content never appears in errors, logs or tables"),
                .init("shape", .named("shape"), "text: what the code looks like where it came through whole"),
                .init("fields", .mapping(of: .named("field")), "object and list: the fields within"),
            ]),
            "shape": CodeShape.keys,
        ])
}
