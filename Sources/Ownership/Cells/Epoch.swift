import Canonical

/// One interval of business dates during which a cell has one writer. Numbers rise strictly and are
/// never used again; an epoch ends where the next one begins.
package struct Epoch: Sendable, Hashable {
    package let number: Int
    /// The first business date of the interval; `nil` means from the beginning.
    package let from: BusinessDate?
    package let writer: String
    /// Closed for good: nothing in it can become canonical any more.
    package var isSealed: Bool

    package init(number: Int, from: BusinessDate?, writer: String, isSealed: Bool = false) {
        self.number = number
        self.from = from
        self.writer = writer
        self.isSealed = isSealed
    }
}
