/// The declared language of `Interfaces/cutovers/*.yaml`.
package enum CutoverShape {
    package static let ways = ["exact", "ignore", "abs", "rel", "set", "crosswalk"]
    package static let scenarios = ["sale", "return", "void", "exchange", "split-tender", "tax-exempt", "zero", "negative"]

    private static let side = Shape.object([
        .init("writer", .text, required: true, "who states the facts"),
        .init("interfaces", .list(of: .text), required: true, "the contracts it writes by, id or id@version"),
    ])

    package static let book = ShapeBook(
        title: "Crossdock cutover",
        root: .object([
            .init("cutover", .text, required: true, "its name, the file's own"),
            .init("title", .text, "one line for people"),
            .init("cells", .named("cells"), required: true, "what moves; fixed to cells when the shadow begins"),
            .init("from", side, required: true, "the owner so far"),
            .init("to", side, required: true, "the owner to be"),
            .init("boundary", .date, "the first business date of the new owner; may be said later"),
            .init("late-after", .integer, "days after which data of the old owner is marked late; 2 unless said"),
            .init("gates", .named("gates"), "the evidence that a boundary needs"),
            .init("comparison", .named("comparison"), "how two statements of one fact are held against each other"),
        ]),
        named: [
            "cells": .object([
                .init("kind", .text, required: true, "a kind's name"),
                .init("domains", .list(of: .text), "the domains that move; all of the kind's unless said"),
                .init("entity", .text, "a legal entity, * for any; any unless said"),
                .init("locations", .list(of: .text), "locations, with * for any characters; all unless said"),
            ]),
            "gates": .object([
                .init("parity", .text, "the share of facts that agree, such as 99.9%"),
                .init("days", .integer, "consecutive complete trading days of that parity; 14 unless said"),
                .init("scenarios", .list(of: .choice(scenarios)), "what must have been seen to agree"),
                .init(
                    "sequence",
                    .object([
                        .init("field", .text, required: true, "a top-level field that counts up"),
                        .init("per", .list(of: .text), "fields that each have their own count"),
                    ]), "a running number without gaps"),
                .init("within-hours", .integer, "hours after a day's end by which the new writer has stated it; 36 unless said"),
                .init("complete-after", .integer, "days after its end before a day counts as complete; 0 unless said"),
                .init("fresh-hours", .integer, "hours after which evaluated gates are stale; 24 unless said"),
            ]),
            "comparison": .object([
                .init("fields", .list(of: .named("field")), "fields that need not be equal; any other must"),
                .init("keys", .list(of: .named("key")), "fields of the key that the writers code otherwise, such as tills"),
                .init("totals", .list(of: .named("total")), "control totals; from the kind's money fields unless said"),
            ]),
            "field": .object([
                .init("field", .text, required: true, "a path such as lines.description"),
                .init("rule", .choice(ways), required: true, "when two values count as the same"),
                .init("tolerance", .text, "abs: a number, or seconds between instants; rel: percent"),
                .init("by", .list(of: .text), "set: the fields that pair elements"),
                .init("crosswalk", .text, "crosswalk: its name"),
                .init("system", .text, "crosswalk: whose codes"),
            ]),
            "key": .object([
                .init("field", .text, required: true, "a field of the kind's key"),
                .init("crosswalk", .text, required: true, "what makes both writers' codes the same"),
                .init("system", .text, "whose codes; everybody's unless said"),
            ]),
            "total": .object([
                .init("sum", .text, required: true, "a path such as total or tenders.amount"),
                .init("per", .text, "a field beside it that splits the sum, such as type"),
            ]),
        ])
}
