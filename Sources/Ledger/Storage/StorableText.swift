import Canonical
import Foundation

/// SQLite's usual binding of a text ends at U+0000, while Swift's `String` goes on: what is stored would be another text than
/// the one that was hashed and decided on. So the ledger stores no text with U+0000 in it.
extension String {
    /// - Parameter what: names the text at the beginning of the sentence that refuses it.
    /// - Throws: `LedgerError.malformed`.
    func storable(_ what: String) throws -> String {
        guard !utf8.contains(0) else {
            throw LedgerError.malformed("\(what) contains U+0000, which no text may; take it out and send it again.")
        }
        return self
    }

    /// For texts that only show what was found: U+0000 stands there as its symbol.
    var showingNUL: String { utf8.contains(0) ? replacingOccurrences(of: "\0", with: "\u{2400}") : self }
}

extension JSONText {
    /// Whether any text in it contains U+0000.
    var holdsNUL: Bool {
        switch self {
        case .string(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: \.holdsNUL)
        case .object(let pairs): pairs.contains { $0.0.utf8.contains(0) || $0.1.holdsNUL }
        default: false
        }
    }
}

/// The last look at what a record consists of before it is stored.
enum RecordText {
    /// Whether a key, whose parts are percent-encoded, has U+0000 in it.
    static func isCut(key: UnsafeRawBufferPointer) -> Bool {
        var at = 0
        while let next = place(of: UInt8(ascii: "%"), in: key, from: at) {
            if key.count > next + 2, key[next + 1] == UInt8(ascii: "0"), key[next + 2] == UInt8(ascii: "0") { return true }
            at = next + 1
        }
        return place(of: 0, in: key, from: 0) != nil
    }

    /// Whether canonical JSON has U+0000 in it, as it is or as the escape that writers give it.
    static func isCut(body: UnsafeRawBufferPointer) -> Bool {
        var at = 0
        while let next = place(of: UInt8(ascii: "\\"), in: body, from: at) {
            if body.count > next + 5, body[next + 1] == UInt8(ascii: "u"), body[next + 2..<next + 6].allSatisfy({ $0 == UInt8(ascii: "0") })
            {
                return true
            }
            at = next + 2
        }
        return place(of: 0, in: body, from: 0) != nil
    }

    private static func place(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
