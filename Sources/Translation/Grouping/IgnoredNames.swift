/// Counts what a definition says may be there without being read, by record and name: elements, members, columns. Reused
/// names cost a look at those seen before and no allocation.
final class IgnoredNames {
    /// Names told apart; what comes after them is counted as one.
    static let most = 200
    /// Bytes of a name that are kept.
    static let longest = 80
    static let further = Array("(more names)".utf8)

    private struct Entry: BitwiseCopyable {
        var record: Int
        var start: Int
        var length: Int
        var count: Int
    }

    private let entries = PlainList<Entry>(capacity: 16)
    private let names = ByteArena(capacity: 256)

    deinit { entries.deallocate() }

    /// - Parameter record: the record it stands in; -1 for the file itself.
    func add(record: Int, name: UnsafeRawBufferPointer, count: Int = 1) {
        let name = name.count > Self.longest ? UnsafeRawBufferPointer(rebasing: name[..<Self.wholeCharacters(name)]) : name
        if add(count, record, name) { return }
        guard entries.count < Self.most else {
            if !Self.further.withUnsafeBytes({ add(count, record, $0) }) { Self.further.withUnsafeBytes { append(record, $0, count) } }
            return
        }
        append(record, name, count)
    }

    /// In the order of first sight.
    var all: [(record: Int, name: [UInt8], count: Int)] {
        entries.indices.map { index in
            let entry = entries[index]
            return (entry.record, Array(names.slice(entry.start, entry.length)), entry.count)
        }
    }

    private func add(_ count: Int, _ record: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        for index in entries.indices where entries[index].record == record && entries[index].length == name.count {
            guard bytesEqual(names.slice(entries[index].start, name.count), name) else { continue }
            entries[index].count += count
            return true
        }
        return false
    }

    private func append(_ record: Int, _ name: UnsafeRawBufferPointer, _ count: Int) {
        entries.append(Entry(record: record, start: names.count, length: name.count, count: count))
        names.append(name)
    }

    /// How many bytes of a long name to keep, so that no UTF-8 character is cut.
    private static func wholeCharacters(_ name: UnsafeRawBufferPointer) -> Int {
        var end = longest
        while end > 0, name[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
