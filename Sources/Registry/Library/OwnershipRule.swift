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
                    ])), required: true, "in order; the first that fits counts; where none fits, nothing is posted"),
            .init(
                "finance", .list(of: .text),
                "domains where money is at stake, so that a controller must approve a cutover; revenue, ledger and settlement unless said"),
            .init(
                "equivalent",
                .list(
                    of: .object([
                        .init("domain", .text, required: true, "in which they state the same"),
                        .init("kinds", .list(of: .text), required: true, "kinds at another grain; the first one names the cell"),
                    ])), "kinds that state the same thing and so have one owner"),
        ]))
}

extension OwnershipRule {
    /// Selectors that are left out fit anything.
    init(_ node: Node) {
        self.init(
            kind: node.text("kind") ?? "*", domain: node.text("domain") ?? "*", entity: node.text("entity") ?? "*",
            location: node.text("location") ?? "*", writer: node.text("writer") ?? "")
    }
}
