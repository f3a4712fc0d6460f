/// An invariant that does not hold, by its number in the guard's design.
package struct Violation: Error, CustomStringConvertible {
    package let invariant: Int
    package let detail: String

    package init(_ invariant: Int, _ detail: String) {
        self.invariant = invariant
        self.detail = detail
    }

    package var description: String { "invariant \(invariant): \(detail)" }
}
