import Foundation

/// The keys of all groups of a file, by fingerprint, in constant memory: what does not fit is sorted and written to a
/// temporary file that has no name.
final class FingerprintLog {
    struct Entry: BitwiseCopyable {
        var key: UInt64
        /// Of everything the group says.
        var content: UInt64
        var line: Int
    }

    private let capacity: Int
    private var entries: [Entry] = []
    /// How many entries each sorted run in the file has.
    private var runs: [Int] = []
    private var file: UnsafeMutablePointer<FILE>?

    /// - Parameter capacity: how many entries are kept in memory.
    init(capacity: Int = 1 << 18) { self.capacity = capacity }

    deinit { if let file { fclose(file) } }

    /// - Throws: `CocoaError(.fileWriteUnknown)` where the temporary file cannot be written.
    func append(_ entry: Entry) throws {
        if entries.count == capacity { try spill() }
        entries.append(entry)
    }

    func setContentOfLast(_ content: UInt64) {
        if !entries.isEmpty { entries[entries.count - 1].content = content }
    }

    /// Calls `body` with each key that came more than once: where, and whether it always said the same.
    func repeated(_ body: (_ key: UInt64, _ repeats: Structure.Repeat, _ isAlike: Bool) -> Void) throws {
        sort()
        var first: Entry?
        var same = Structure.Repeat(lines: [], parts: 0)
        var isAlike = true
        func take(_ entry: Entry) {
            if let known = first, known.key == entry.key {
                same.parts += 1
                if same.lines.count < Structure.Repeat.mostLines { same.lines.append(entry.line) }
                if entry.content != known.content { isAlike = false }
            } else {
                if let known = first, same.parts > 1 { body(known.key, same, isAlike) }
                (first, same, isAlike) = (entry, .init(lines: [entry.line], parts: 1), true)
            }
        }
        if runs.isEmpty {
            for entry in entries { take(entry) }
        } else {
            try spill()
            try merge(take)
        }
        if let known = first, same.parts > 1 { body(known.key, same, isAlike) }
    }

    private func sort() { entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.line < $1.line } }

    private func spill() throws {
        guard !entries.isEmpty else { return }
        sort()
        if file == nil { file = tmpfile() }
        guard let file, fseek(file, 0, SEEK_END) == 0,
            entries.withUnsafeBytes({ fwrite($0.baseAddress, 1, $0.count, file) }) == entries.count * MemoryLayout<Entry>.stride
        else { throw CocoaError(.fileWriteUnknown) }
        runs.append(entries.count)
        entries.removeAll(keepingCapacity: true)
    }

    /// One pass over all runs at once, a block of each in memory.
    private func merge(_ take: (Entry) -> Void) throws {
        struct Run {
            var next: Int
            let end: Int
            var block: [Entry] = []
            var at = 0
        }
        var start = 0
        var open = runs.map { count -> Run in
            defer { start += count }
            return Run(next: start, end: start + count)
        }
        let blockSize = max(256, capacity / max(1, open.count))
        func fill(_ run: inout Run) throws {
            let count = min(blockSize, run.end - run.next)
            run.block = try read(from: run.next, count: count)
            run.next += count
            run.at = 0
        }
        for index in open.indices { try fill(&open[index]) }
        while true {
            var least = -1
            for index in open.indices where open[index].at < open[index].block.count {
                guard least >= 0 else {
                    least = index
                    continue
                }
                let (a, b) = (open[index].block[open[index].at], open[least].block[open[least].at])
                if (a.key, a.line) < (b.key, b.line) { least = index }
            }
            guard least >= 0 else { return }
            take(open[least].block[open[least].at])
            open[least].at += 1
            if open[least].at == open[least].block.count, open[least].next < open[least].end { try fill(&open[least]) }
        }
    }

    private func read(from start: Int, count: Int) throws -> [Entry] {
        guard count > 0 else { return [] }
        guard let file, fseek(file, start * MemoryLayout<Entry>.stride, SEEK_SET) == 0 else { throw CocoaError(.fileReadUnknown) }
        return try [Entry](unsafeUninitializedCapacity: count) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            guard fread(bytes.baseAddress, 1, bytes.count, file) == bytes.count else { throw CocoaError(.fileReadUnknown) }
            initialized = count
        }
    }
}
