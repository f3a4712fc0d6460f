/// Part of a list, and where the next part begins.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Opaque; `nil` on the last page.
    package let next: Cursor?
}
