/// An invariant that does not hold, by its number in the guard's design.
struct TrialViolation: Error, CustomStringConvertible {
    let invariant: Int
    let what: String

    init(_ invariant: Int, _ what: String) {
        self.invariant = invariant
        self.what = what
    }

    var description: String { "invariant \(invariant): \(what)" }
}
