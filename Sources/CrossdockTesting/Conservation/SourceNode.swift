/// A piece of a source file that has a name or a place of its own: a row, a cell, an element, a member.
package struct SourceNode: Sendable {
    package enum Role: Sendable {
        case file
        /// The rows of one transaction.
        case group
        case header
        case row
        /// A cell of a row, or a field of a fixed-width record.
        case cell
        case element
        case attribute
        /// A member of a JSON object; its value is the only thing below it.
        case member
        case object
        case array
        case scalar
    }

    package var role: Role
    package var name: String
    package var parent: Int
    package var children: [Int] = []
    /// All its bytes, without what separates it from its neighbours.
    package var range: Range<Int>
    package var nameRange: Range<Int>?
    /// XML: the name in the end tag.
    package var endNameRange: Range<Int>?
    /// The bytes of its value, quotes included where there are some.
    package var valueRange: Range<Int>?
    /// What it says, without quotes and padding; `nil` where it says nothing itself.
    package var value: String?

    func isLike(_ other: SourceNode) -> Bool { name == other.name && role == other.role }
}
