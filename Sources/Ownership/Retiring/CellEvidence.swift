import Canonical

/// A cell in which an interface has stated facts and its writer owns dates that are not sealed.
package struct CellEvidence: Sendable, Hashable {
    /// `sale/revenue/1000/0114`.
    package let name: String
    /// The day the interface last stated a fact there.
    package let lastStated: BusinessDate
    /// The day another interface of the same writer, one that is not retired, last did.
    package let heirStated: BusinessDate?

    package init(name: String, lastStated: BusinessDate, heirStated: BusinessDate?) {
        self.name = name
        self.lastStated = lastStated
        self.heirStated = heirStated
    }

    /// Whether the writer's facts come another way by now. On the same day nobody can say which was last.
    package var isTakenOver: Bool { heirStated.map { $0 > lastStated } ?? false }
}
