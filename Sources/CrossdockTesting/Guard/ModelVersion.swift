/// One canonical version of a fact.
package struct ModelVersion: Sendable, Hashable {
    package var fact: Int
    package var writer: Int
    package var day: Int32
    package var content: Int
    package var epoch: Int
    /// The version before it; -1 for none.
    package var replaced: Int
    /// The received record it came from.
    package var received: Int
}
