/// What happened in some random trials.
struct TrialTotals: CustomStringConvertible {
    var steps = 0
    var records = 0
    var reachedLive = 0
    var reachedRollback = 0
    var reachedSeal = 0
    var aborts = 0
    var refusals = 0
    /// Transactions that an injected fault has undone.
    var faults = 0
    var kills = 0
    /// Transfers that went on where a kill had cut them short.
    var resumed = 0
    var rehearsals = 0

    static func += (left: inout TrialTotals, right: TrialTotals) {
        left.steps += right.steps
        left.records += right.records
        left.reachedLive += right.reachedLive
        left.reachedRollback += right.reachedRollback
        left.reachedSeal += right.reachedSeal
        left.aborts += right.aborts
        left.refusals += right.refusals
        left.faults += right.faults
        left.kills += right.kills
        left.resumed += right.resumed
        left.rehearsals += right.rehearsals
    }

    var description: String {
        "\(steps) steps, \(records) records, \(reachedLive) runs live, \(reachedRollback) rolled back, \(reachedSeal) sealed, \(aborts) aborts, "
            + "\(refusals) refusals, \(faults) faults, \(kills) kills, \(resumed) resumed, \(rehearsals) rehearsals"
    }
}
