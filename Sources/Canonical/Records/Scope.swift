/// Where a record's facts live: its kind, legal entity and location. With a domain it names a cell.
package struct Scope: Sendable, Hashable {
    package let kind: String
    package let entity: String
    /// `Kind.everywhere` for kinds that have no location.
    package let location: String

    package init(kind: String, entity: String, location: String) {
        self.kind = kind
        self.entity = entity
        self.location = location
    }
}
