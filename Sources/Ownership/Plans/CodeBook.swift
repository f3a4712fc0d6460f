import Canonical
import Foundation

/// The rows of a crosswalk in few bytes: enough to see which are new, changed or gone, and no more. A row is kept as
/// the first eight bytes of the digests of its code and of the whole of it.
package struct CodeBook: Sendable, Hashable, Codable {
    private struct Row: Hashable {
        let code: UInt64
        let whole: UInt64
    }

    /// Sorted, so that the same rows in any order are the same book.
    private let rows: [Row]
    /// Of all rows.
    package let digest: Digest

    /// - Parameter rows: the code of each, and all of its cells.
    package init(_ rows: some Sequence<(code: String, row: String)>) {
        self.init(
            rows.map { Row(code: Self.mark($0.code), whole: Self.mark($0.row)) }.sorted { ($0.code, $0.whole) < ($1.code, $1.whole) })
    }

    private init(_ rows: [Row]) {
        self.rows = rows
        digest = .of(Self.bytes(of: rows))
    }

    /// Whether a code that stood here before means something else now: a row was changed or taken out, or came to a
    /// code that was there. Codes that are new do not: stores add items every day.
    ///
    /// - Parameter isOlder: `now` was read before this one, so that codes it does not have are not gone.
    package func isContradicted(by now: CodeBook, isOlder: Bool) -> Bool {
        let (before, after) = (Set(rows), Set(now.rows))
        let (known, present) = (Set(rows.map(\.code)), Set(now.rows.map(\.code)))
        return before.contains { !after.contains($0) && !(isOlder && !present.contains($0.code)) }
            || after.contains { !before.contains($0) && known.contains($0.code) }
    }

    private static func mark(_ text: String) -> UInt64 {
        Digest.of(text).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    // MARK: as bytes, 16 for each row

    package init(from decoder: any Decoder) throws {
        let bytes = Array(try decoder.singleValueContainer().decode(Data.self))
        func number(at index: Int) -> UInt64 { bytes[index..<index + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(stride(from: 0, to: bytes.count - 15, by: 16).map { Row(code: number(at: $0), whole: number(at: $0 + 8)) })
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(Self.bytes(of: rows)))
    }

    private static func bytes(of rows: [Row]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows.count * 16)
        for row in rows {
            for number in [row.code, row.whole] { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
        }
        return bytes
    }
}
