/// What runs were made of.
struct TrialFigures: CustomStringConvertible {
    var steps = 0
    var transitions = 0
    var golive = 0
    var rollbacks = 0
    var seals = 0
    /// Cutovers that followed a sealed one in the same cell.
    var sequels = 0
    var retirements = 0
    /// Facts that came out the same in another order of arrival.
    var compared = 0
    /// Runs that in another order of arrival had other boundaries, so that there was nothing to compare.
    var incomparable = 0
    /// Facts in the balances of both writers' books.
    var balanced = 0

    static func += (sum: inout TrialFigures, next: TrialFigures) {
        sum.steps += next.steps
        sum.transitions += next.transitions
        sum.golive += next.golive
        sum.rollbacks += next.rollbacks
        sum.seals += next.seals
        sum.sequels += next.sequels
        sum.retirements += next.retirements
        sum.compared += next.compared
        sum.incomparable += next.incomparable
        sum.balanced += next.balanced
    }

    var description: String {
        "\(steps) steps, \(transitions) transitions (\(golive) go, \(rollbacks) rollback, \(seals) seal, \(sequels) sequel, "
            + "\(retirements) retirement), \(compared) facts compared, \(incomparable) runs incomparable, "
            + "\(balanced) facts balanced"
    }
}
