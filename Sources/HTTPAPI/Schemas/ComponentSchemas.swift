import Canonical
import Registry

/// The schemas of what the routes take and give.
struct ComponentSchemas {
    let library: Library

    static func reference(_ name: String) -> JSONText {
        .object([("$ref", .string("#/components/schemas/\(name)"))])
    }

    var all: [(String, JSONText)] {
        kinds + [canonicalRecords, record, problem, finding, receipt, resolution, status, exception]
            + (objects + cutovers).map { ($0.0, Self.object($0.1)) }
            + pages.map { page in
                let cursor = page.name == "ChangePage" ? "cursor" : "next"
                return (
                    page.name,
                    Self.object([
                        ("items", .object([("type", .string("array")), ("items", page.item)])),
                        (cursor, Self.type(page.cursor, cursor == "cursor" ? nil : "null")),
                    ])
                )
            }
    }

    private var sorted: [Kind] { library.kinds.values.sorted { ($0.name, $0.version) < ($1.name, $1.version) } }

    private var kinds: [(String, JSONText)] { sorted.map { (Self.name(of: $0), KindSchema.schema(of: $0)) } }

    /// Component names allow no `@`.
    private static func name(of kind: Kind) -> String { "kind.\(kind.name).\(kind.version)" }

    private var canonicalRecords: (String, JSONText) {
        let any = JSONText.object([("anyOf", .array(sorted.map { Self.reference(Self.name(of: $0)) }))])
        return (
            "CanonicalRecords",
            .object([("anyOf", .array([any, .object([("type", .string("array")), ("items", any)])]))])
        )
    }

    private var record: (String, JSONText) {
        (
            "Record",
            Self.object([
                ("id", Self.type("string")), ("kind", Self.type("string")), ("kindVersion", Self.type("integer")),
                ("version", Self.type("integer")), ("date", Self.type("string")), ("writer", Self.type("string")),
                ("domains", Self.strings), ("current", Self.strings), ("transfer", Self.type("integer")),
                ("receivedAt", Self.type("string")), ("digest", Self.type("string", "null")),
                ("record", .object([("anyOf", .array(sorted.map { Self.reference(Self.name(of: $0)) }))])),
            ])
        )
    }

    private var problem: (String, JSONText) {
        (
            "Problem",
            Self.object([
                (
                    "type",
                    .object([
                        ("type", .string("string")),
                        ("enum", .array(ProblemType.allCases.map { .string($0.uri) })),
                    ])
                ),
                ("title", Self.type("string")), ("status", Self.type("integer")),
                ("detail", Self.type("string")), ("instance", Self.type("string")),
                ("findings", Self.list("Finding")), ("receipt", Self.reference("Receipt")),
            ])
        )
    }

    private var finding: (String, JSONText) {
        let texts = ["interface", "file", "field", "rule", "expected", "found", "class", "advice", "raw"]
        let numbers = ["record", "line", "offset"]
        return (
            "Finding",
            Self.object(texts.map { ($0, Self.type("string")) } + numbers.map { ($0, Self.type("integer")) })
        )
    }

    private var receipt: (String, JSONText) {
        let texts = ["state", "door", "source", "name", "interface", "writer", "receivedAt", "self"]
        let optional = ["digest", "finishedAt", "refusal", "original"]
        return (
            "Receipt",
            Self.object(
                [("transfer", Self.type("integer"))] + texts.map { ($0, Self.type("string")) }
                    + optional.map { ($0, Self.type("string", "null")) }
                    + ["duplicateOf", "passedOver", "ignored"].map { ($0, Self.type("integer", "null")) }
                    + ["size", "records", "flagged", "exceptionCount"].map { ($0, Self.type("integer")) } + [
                        ("outcomes", Self.object(Outcome.allCases.map { ($0.description, Self.type("integer")) })),
                        ("counts", Self.list("FileCount")), ("unknownCodes", .object([("type", .string("array"))])),
                        ("exceptions", Self.list("Exception")), ("recordOutcomes", Self.list("RecordOutcome")),
                        ("errors", Self.list("Finding")),
                    ])
        )
    }

    private var exception: (String, JSONText) {
        (
            "Exception",
            Self.object([
                ("id", Self.type("integer")), ("transfer", Self.type("integer")), ("state", Self.type("string")),
                ("openedAt", Self.type("string")), ("resolvedAt", Self.type("string", "null")),
                ("resolvedBy", Self.type("string", "null")), ("resolution", Self.type("string", "null")),
                ("finding", Self.reference("Finding")),
            ])
        )
    }

    private var resolution: (String, JSONText) { ("Resolution", Self.object([("reason", Self.type("string"))])) }
    private var status: (String, JSONText) { ("Status", Self.object([("status", Self.type("string"))])) }
}
