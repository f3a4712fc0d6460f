/// A canonical kind (`sale`, `item`, …) at one version: declared as data in
/// `Interfaces/canonical/<kind>/<version>.yaml`, and the source of validation, the JSON Schema that
/// REST clients get, and the reference page.
package struct Kind: Sendable, Hashable {
    package let name: String
    package let version: Int
    package let title: String
    package let fields: [KindField]
    /// Names of the top-level fields that form the natural key within (kind, legal entity, location).
    package let key: [String]
    /// The top-level date field that says whose day a record belongs to.
    package let anchor: String
    /// The domains a record of this kind may state facts in, in declared order.
    package let domains: [String]
    /// The top-level field, an instant or an integer, that says which of two states of a fact is the later one. `nil` where
    /// the order of arrival says it.
    package let orderedBy: String?

    package init(
        name: String, version: Int, title: String, fields: [KindField], key: [String],
        anchor: String, domains: [String], orderedBy: String? = nil
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.fields = fields
        self.key = key
        self.anchor = anchor
        self.domains = domains
        self.orderedBy = orderedBy
    }

    /// `sale@1`: how definitions and records name it.
    package var reference: String { "\(name)@\(version)" }

    /// The top-level field that names the legal entity. Every kind has it.
    package static let entityField = "entity"
    /// The top-level field that names the location. Kinds without it belong to the whole entity.
    package static let locationField = "location"
    /// The location of a record whose kind has none.
    package static let everywhere = "*"
    /// The top-level field whose ISO 4217 code all money of a record is in.
    package static let currencyField = "currency"

    package func field(_ name: String) -> KindField? { fields.first { $0.name == name } }
    package var hasLocation: Bool { field(Self.locationField) != nil }
}
