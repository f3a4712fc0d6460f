import Canonical

/// What two statements of one fact have in common.
package enum Agreement: String, Sendable, Hashable, Codable, CaseIterable, CustomStringConvertible {
    case match
    case tolerated = "within-tolerance"
    case mismatch
    /// The old writer has not stated it.
    case missingInA = "missing-in-a"
    /// The new writer has not stated it.
    case missingInB = "missing-in-b"
    case uncomparable
    /// A person has said that it may differ, until a date.
    case exempt

    package var description: String { rawValue }

    /// Whether it speaks for the new writer. What cannot be compared or was exempted does not.
    package var isGood: Bool { self == .match || self == .tolerated }
}

/// One field that differs, with both values; shortened, and redacted where the field is sensitive.
package struct FieldDifference: Sendable, Hashable, Codable {
    package let path: String
    package let a: String
    package let b: String
}

/// One fact on which the writers do not agree.
package struct Difference: Sendable, Hashable, Codable {
    package let key: String
    package let agreement: Agreement
    package let fields: [FieldDifference]

    package init(key: String, agreement: Agreement, fields: [FieldDifference] = []) {
        self.key = key
        self.agreement = agreement
        self.fields = fields
    }

    /// `total: 1419, 1420; tenders.amount: …`.
    package var sentence: String {
        guard !fields.isEmpty else { return agreement.description }
        return fields.map { "\($0.path): \($0.a), \($0.b)" }.joined(separator: "; ")
    }
}
