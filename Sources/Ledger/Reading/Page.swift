/// Part of a list, and where the next part begins.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Opaque; `nil` on the last page.
    package let next: Cursor?
}

extension Page {
    /// Of `limit` + 1 items read, the last one only shows that there is another page.
    init(_ read: [Item], limit: Int, cursor: (Item) -> Cursor) {
        let items = Array(read.prefix(limit))
        self.init(items: items, next: read.count > limit ? items.last.map(cursor) : nil)
    }
}
