/// How a group of source records becomes a canonical record.
package struct MapDefinition: Sendable {
    package var kindReference: String
    /// The record that begins the group.
    package var each: String
    package var condition: Expression?
    /// The condition as it is written, for receipts.
    package var conditionText = ""
    package var fields: [(name: String, value: ValueDefinition)]
    package var place: Place
    package var places = KeyPlaces()
}
