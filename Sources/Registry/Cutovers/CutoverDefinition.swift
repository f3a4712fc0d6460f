import Canonical

/// A plan as `Interfaces/cutovers/<name>.yaml` writes it, checked against the kinds and contracts it names.
/// The ledger keeps its own copy once it has been proposed.
package struct CutoverDefinition: Sendable {
    package struct Side: Sendable {
        package var writer: String
        /// Each `id@version`, whole.
        package var interfaces: [String]
    }

    package struct FieldRule: Sendable {
        package var path: String
        /// One of `CutoverShape.ways`.
        package var way: String
        package var tolerance: String?
        package var by: [String]
        /// What a crosswalk makes of codes.
        package var codes: [String: String]
    }

    package struct Total: Sendable {
        package var sum: String
        package var per: String?
    }

    package var name: String
    package var title: String
    package var kind: Kind
    package var domains: [String]
    package var entity: String
    package var locations: [String]
    package var from: Side
    package var to: Side
    package var boundary: BusinessDate?
    package var lateAfter: Int
    package var parityPerMillion: Int
    package var days: Int
    package var scenarios: [String]
    package var sequence: (field: String, per: [String])?
    package var withinHours: Int?
    package var completeAfter: Int
    package var freshHours: Int
    package var fields: [FieldRule]
    package var totals: [Total]
    /// Parts of the key, by their place in it, and what a crosswalk makes of their codes.
    package var keys: [(part: Int, codes: [String: String])]
    package var sensitive: [String]
    package var file: String
}
