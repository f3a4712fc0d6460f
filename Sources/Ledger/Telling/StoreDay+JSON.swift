import Canonical
import Ownership

extension StoreDay {
    /// One cell's date with everything on which the writers differ.
    package var json: JSONText {
        .object([
            ("cell", .string(cell)), ("date", .string(date.description)), ("facts", .integer(facts)), ("agreeing", .integer(good)),
            ("unexplained", .integer(unexplained)), ("gaps", .integer(gaps)),
            ("counts", .object(Agreement.allCases.map { ($0.description, .integer(counts[$0] ?? 0)) })),
            (
                "differences",
                .array(
                    differences.map { difference in
                        .object([
                            ("key", .string(difference.key)), ("agreement", .string(difference.agreement.rawValue)),
                            ("fields", .array(difference.fields.map(\.json))),
                        ])
                    })
            ),
            ("totals", .array(totalDifferences.map(\.json))),
        ])
    }
}

extension FieldDifference {
    var json: JSONText { .object([("field", .string(path)), ("a", .string(a)), ("b", .string(b))]) }
}
