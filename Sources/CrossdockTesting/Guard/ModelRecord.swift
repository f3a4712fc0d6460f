import Canonical

/// One record: a statement about one fact. The fact's number names its cell.
package struct ModelRecord: Sendable, Hashable {
    package var fact: Int
    /// Days since 1970; `nil` where the record has no usable date.
    package var day: Int32?
    package var content: Int

    package init(fact: Int, day: Int32?, content: Int) {
        self.fact = fact
        self.day = day
        self.content = content
    }
}
