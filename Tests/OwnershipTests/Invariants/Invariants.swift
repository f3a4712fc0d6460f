import Canonical
import CrossdockTesting
import Ownership

/// The invariants of the guard, as somebody who does not trust it would check them: from what is stored, never
/// by asking the guard. Keeps how far it has looked, so that a step costs what is new in it.
struct Invariants {
    var versions = 0
    var outbox = 0
    var audit = 0
    /// What each cell looked like when it was last seen.
    var cells: [Cell?] = Array(repeating: nil, count: GuardWorld.cellCount)
    /// The highest date of any version, by cell.
    var highest = Array(repeating: Int32.min, count: GuardWorld.cellCount)
    /// Each cell as it was before its boundary was set.
    var beforeArming: [Cell?] = Array(repeating: nil, count: GuardWorld.cellCount)
    /// The version each target holds, by fact and target; -1 for none.
    var held = Array(repeating: -1, count: GuardWorld.factCount * 2)

    /// After every step.
    mutating func check(_ model: inout GuardModel) throws {
        if model.moved != 0 {
            try invariant2_epochsPartitionTheDates(model)
            try invariant10_noBoundaryBehindAcceptedData(model)
            try invariant12_abortRestoresTheShadow(model)
            for cell in cells.indices where model.moved & (1 << cell) != 0 { cells[cell] = model.cells[cell] }
            model.moved = 0
        }
        if model.versions.count > versions {
            try invariant1_oneAuthorPerEpoch(model, from: versions, areNew: true)
            try invariant6_noStrangerReachesCanonical(model)
            try invariant10_nothingAcceptedBehindTheBoundary(model)
            versions = model.versions.count
        }
        if model.outbox.count > outbox { try invariant13_onePosterPerFact(model) }
        if model.audit.count > audit { try invariant11_twoPeopleOnTheSameDigests(model) }
        if !model.settled.isEmpty {
            try invariant3_oneOutcomeEach(model)
            try invariant5_ownersDataIsNeverRefused(model)
            model.settled.removeAll(keepingCapacity: true)
        }
    }

    /// When a run is over.
    mutating func checkAtEnd(_ model: GuardModel) throws {
        try invariant1_oneAuthorPerEpoch(model, from: 0)
        try Self.invariant3_outcomesAddUp(model)
        try Self.invariant15_auditShowsTampering(model)
    }

    /// The epoch of a date, found without the guard's help.
    static func epoch(of cell: Cell, at day: Int32) -> Epoch? {
        var found: Epoch?
        for epoch in cell.epochs where (epoch.from?.days ?? .min) <= day { found = epoch }
        return found
    }
}
