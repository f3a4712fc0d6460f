/// One rule of `Interfaces/ownership.yaml`: who may state facts of these cells when nobody owns them
/// yet. `*` fits anything.
package struct OwnershipRule: Sendable, Hashable {
    package var kind: String
    package var domain: String
    package var entity: String
    package var location: String
    package var writer: String

    static let book = ShapeBook(
        title: "Crossdock ownership charter",
        root: .object([
            .init(
                "rules",
                .list(
                    of: .object([
                        .init("kind", .text, "a kind's name; any unless said"),
                        .init("domain", .text, "a domain; any unless said"),
                        .init("entity", .text, "a legal entity; any unless said"),
                        .init("location", .text, "a location; any unless said"),
                        .init("writer", .text, required: true, "who may open such a cell"),
                    ])), required: true, "in order; the first that fits counts; where none fits, nothing is posted")
        ]))
}
