import Canonical

extension Parameter {
    var openAPI: JSONText {
        .object([
            ("name", .string(name)), ("in", .string(place.rawValue)), ("required", .boolean(isRequired)),
            ("description", .string(meaning)), ("schema", .object(form.schema)),
        ])
    }
}

extension Parameter.Form {
    fileprivate var schema: [(String, JSONText)] {
        switch self {
        case .text: [("type", .string("string"))]
        case .integer(let range):
            [("type", .string("integer")), ("minimum", .integer(range.lowerBound))]
                + (range.upperBound < 1 << 31 ? [("maximum", .integer(range.upperBound))] : [])
        case .date: [("type", .string("string")), ("format", .string("date"))]
        case .flag: [("type", .string("boolean"))]
        case .choice(let words): [("type", .string("string")), ("enum", .array(words.map { .string($0) }))]
        }
    }
}

extension BodyShape {
    var openAPI: JSONText {
        switch self {
        case .json(let schema, let meaning):
            body(meaning, "application/json", ComponentSchemas.reference(schema))
        case .raw(let meaning): body(meaning, "application/octet-stream", .object([]))
        }
    }

    private func body(_ meaning: String, _ type: String, _ schema: JSONText) -> JSONText {
        .object([
            ("description", .string(meaning)), ("required", .boolean(true)),
            ("content", .object([(type, .object([("schema", schema)]))])),
        ])
    }
}

extension ReplyShape {
    var openAPI: JSONText {
        var members: [(String, JSONText)] = [("description", .string(meaning))]
        if status != 304 {
            let schema = schema.map(ComponentSchemas.reference) ?? .object([])
            members.append(("content", .object([(contentType, .object([("schema", schema)]))])))
        }
        return .object(members)
    }
}
