import Canonical
import Ownership

/// A cell with what the ledger knows of it besides.
package struct CellView: Sendable, Hashable {
    package let id: Int64
    package let cell: Cell
    /// The highest business date ever accepted in it.
    package let highestDate: BusinessDate?
    package let openedAt: Instant
}
