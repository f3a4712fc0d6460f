import Canonical
import Registry

/// A crosswalk of one system, laid out for look-up by raw bytes without allocating.
final class CodeTable: Sendable {
    private struct Entry: Sendable {
        let code: Range<Int>
        /// Empty for any entity.
        let entity: Range<Int>
        let canonical: Range<Int>
        let from: BusinessDate
        let to: BusinessDate
        /// Next entry with the same hash slot; -1 at the end.
        let next: Int
    }

    let name: String
    private let entries: [Entry]
    private let slots: [Int]
    private let mask: Int
    private let blob: ImmutableBytes

    /// Rows of `system` go before rows of any system, rows of an entity before rows of any entity.
    init(_ crosswalk: Crosswalk, system: String) {
        name = crosswalk.name
        let rows = crosswalk.rows.filter { $0.system == "*" || $0.system == system }
        func rank(_ row: Crosswalk.Row) -> Int { (row.system == "*" ? 0 : 2) + (row.entity == "*" ? 0 : 1) }
        var size = 16
        while size < rows.count * 2 { size *= 2 }
        mask = size - 1
        var slots = Array(repeating: -1, count: size)
        var entries: [Entry] = []
        var bytes: [UInt8] = []
        func store(_ text: String) -> Range<Int> {
            bytes.append(contentsOf: text.utf8)
            return bytes.count - text.utf8.count..<bytes.count
        }
        // Chains are searched from the entry made last: the most specific rows.
        for row in rows.sorted(by: { rank($0) < rank($1) }) {
            let slot = Array(row.code.utf8).withUnsafeBytes(Self.hash) & mask
            entries.append(
                Entry(
                    code: store(row.code), entity: store(row.entity == "*" ? "" : row.entity), canonical: store(row.canonical),
                    from: row.from ?? BusinessDate(days: .min), to: row.to ?? BusinessDate(days: .max), next: slots[slot]))
            slots[slot] = entries.count - 1
        }
        self.entries = entries
        self.slots = slots
        blob = ImmutableBytes(bytes)
    }

    /// The canonical code; valid as long as the table lives. `nil` where the code is not known for that
    /// entity on that day.
    func find(_ code: UnsafeRawBufferPointer, entity: UnsafeRawBufferPointer, on date: BusinessDate?) -> UnsafeRawBufferPointer? {
        var index = slots[Self.hash(code) & mask]
        while index >= 0 {
            let entry = entries[index]
            if bytesEqual(slice(entry.code), code), covers(entry, entity, date) { return slice(entry.canonical) }
            index = entry.next
        }
        return nil
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: blob.bytes[range]) }

    private func covers(_ entry: Entry, _ entity: UnsafeRawBufferPointer, _ date: BusinessDate?) -> Bool {
        if !entry.entity.isEmpty, !bytesEqual(slice(entry.entity), entity) { return false }
        guard let date else { return entry.to.days == .max }
        return entry.from <= date && date <= entry.to
    }

    /// FNV-1a.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & .max
    }
}
