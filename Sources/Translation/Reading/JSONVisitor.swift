/// Follows a `JSONScanner` value by value, in the order of the document. Each value that begins, begins as a document, a
/// member or an element, and ends with `leaveValue`; what stands in it comes between.
protocol JSONVisitor: AnyObject {
    /// A document begins; its value is an object or a list.
    func document(_ value: JSONValue, line: Int, offset: Int) throws
    /// A member of the object at hand begins. `offset` is that of its name, which is valid for the call only.
    func member(_ name: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int) throws
    /// An element of the list at hand begins.
    func element(_ value: JSONValue, line: Int, offset: Int) throws
    /// The text (escapes undone), number or boolean that is the value at hand.
    ///
    /// - Parameters:
    ///   - offset: of its first byte, behind the quote.
    ///   - hasNUL: whether U+0000 is in it.
    func scalar(_ bytes: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int, hasNUL: Bool) throws
    func leaveValue() throws
}

/// What a JSON value is, told from its first byte.
enum JSONValue: BitwiseCopyable {
    case object, list, text, number, boolean, null

    init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): self = .object
        case UInt8(ascii: "["): self = .list
        case UInt8(ascii: "\""): self = .text
        case UInt8(ascii: "-"), 48...57: self = .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
        case UInt8(ascii: "n"): self = .null
        default: return nil
        }
    }

    var isScalar: Bool { self != .object && self != .list }

    /// For errors.
    var name: String {
        switch self {
        case .object: "an object"
        case .list: "a list"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}
