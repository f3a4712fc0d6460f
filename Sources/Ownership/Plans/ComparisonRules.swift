/// How two statements of one fact are held against each other.
package struct ComparisonRules: Sendable, Hashable, Codable {
    /// By path; a field without a rule must be equal. The longest path that leads to a field counts.
    package var fields: [FieldRule]
    /// What is added up per store-day and writer, beside the number of records.
    package var totals: [TotalRule]
    /// Paths whose content is never shown.
    package var sensitive: [String]
    /// Where the writers name the same thing otherwise, such as tills: statements are paired by what these make of keys.
    package var keys: [KeyRule]

    package init(fields: [FieldRule] = [], totals: [TotalRule] = [], sensitive: [String] = [], keys: [KeyRule] = []) {
        self.fields = fields
        self.totals = totals
        self.sensitive = sensitive
        self.keys = keys
    }
}

/// One part of the natural key, and what a crosswalk makes of its codes.
package struct KeyRule: Sendable, Hashable, Codable {
    /// From 0, as the kind declares its key.
    package var part: Int
    package var codes: [String: String]

    package init(part: Int, codes: [String: String]) {
        self.part = part
        self.codes = codes
    }
}

/// When two values of a field count as the same.
package struct FieldRule: Sendable, Hashable, Codable {
    package enum Way: String, Sendable, Hashable, Codable, CaseIterable {
        case exact
        case ignore
        /// They differ by at most `tolerance`: a number, or seconds between instants.
        case abs
        /// They differ by at most `tolerance` percent of the larger one.
        case rel
        /// Lists with the same elements in any order; `by` names the fields that pair them.
        case set
        /// Equal once both have gone through `codes`.
        case crosswalk
    }

    /// Names joined by `.`; a list's elements are meant by the list's own path: `lines.amount`.
    package var path: String
    package var way: Way
    package var tolerance: String?
    package var by: [String]
    package var codes: [String: String]

    package init(path: String, way: Way, tolerance: String? = nil, by: [String] = [], codes: [String: String] = [:]) {
        self.path = path
        self.way = way
        self.tolerance = tolerance
        self.by = by
        self.codes = codes
    }
}

/// A control total: the sum of a field over a store-day, once for amounts above zero and once for those
/// below, so that a sale and a return that are both missing do not cancel out.
package struct TotalRule: Sendable, Hashable, Codable {
    /// Of a top-level field or of one in a list: `total`, `tenders.amount`.
    package var sum: String
    /// A field beside it that splits the sum: `type` for tenders.
    package var per: String?

    package init(sum: String, per: String? = nil) {
        self.sum = sum
        self.per = per
    }
}
