/// A file with one thing done to it that happens to files on their way.
package struct Mutation: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The file ends, or begins, in the middle.
        case cut
        /// A line end is lost or becomes something else, two pieces or two files become one.
        case glue
        /// A piece or some bytes are lost.
        case drop
        /// A piece stands twice.
        case double
        /// A column, element, attribute, member or record type has another name.
        case rename
        /// Two pieces change places, or one moves.
        case reorder
        /// Bytes or a line that were not there.
        case insert
        /// Two names or two values change places, and nothing else.
        case swap
        /// A sign is turned, lost, doubled or unknown.
        case sign
        /// A name in capitals, or in small letters.
        case letters
    }

    package let kind: Kind
    package let bytes: [UInt8]
    /// What was done and where, such as `drop row/amount at byte 120`.
    package let what: String
    /// The first byte that differs.
    package let offset: Int
}
