/// An invariant that does not hold.
struct Violation: Error, CustomStringConvertible {
    let invariant: Int
    let detail: String

    init(_ invariant: Int, _ detail: String) {
        self.invariant = invariant
        self.detail = detail
    }

    var description: String { "invariant \(invariant): \(detail)" }
}
