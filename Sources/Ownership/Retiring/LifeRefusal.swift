/// Why a life does not take a step: whole sentences that say what is missing and what to do.
package struct LifeRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package let missing: [String]

    package init(_ missing: [String]) { self.missing = missing }

    package var description: String { missing.joined(separator: " ") }
}
