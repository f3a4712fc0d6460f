/// One rule of `Interfaces/egress.yaml`: what a target is told of a writer's facts. `*` fits anything.
package struct EgressRule: Sendable, Hashable {
    package var target: String
    package var writer: String
    package var cells: OwnershipRule
    /// `poster`, `informational` or `none`.
    package var role: String

    static let book = ShapeBook(
        title: "Crossdock egress",
        root: .object([
            .init(
                "rules",
                .list(
                    of: .object([
                        .init("target", .text, required: true, "who is told"),
                        .init("writer", .text, required: true, "whose facts"),
                        .init("kind", .text, "a kind's name; any unless said"),
                        .init("domain", .text, "a domain; any unless said"),
                        .init("entity", .text, "a legal entity; any unless said"),
                        .init("location", .text, "a location; any unless said"),
                        .init(
                            "role", .choice(["poster", "informational", "none"]), required: true,
                            "poster: the gateway posts there and nobody else may; informational: somebody else posts"),
                    ])), required: true, "in order; the first that fits a target counts; where none fits, it is told nothing")
        ]))
}
