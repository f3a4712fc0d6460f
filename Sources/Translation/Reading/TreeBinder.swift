import Canonical

/// Follows a document element by element along a `PathTree` and turns what is bound into rows.
final class TreeBinder {
    static let deepest = 256
    static let longestText = 1 << 20

    private struct Frame {
        /// -1 where nothing below is bound.
        var node: Int
        /// The row this element began; -1 for none.
        var row: Int
        var textStart: Int
        /// Where its text begins in the file; -1 where unknown.
        var textOffset = -1
    }

    private let tree: PathTree
    private let assembler: GroupAssembler
    private var frames: [Frame]
    private let text = ByteArena()
    /// The latest row of each record.
    private var latest: [(buffer: GroupBuffer, row: Int)?]

    init(_ tree: PathTree, _ assembler: GroupAssembler) {
        self.tree = tree
        self.assembler = assembler
        latest = Array(repeating: nil, count: assembler.layout.records.count)
        frames = [Frame(node: 0, row: -1, textStart: 0)]
    }

    /// Whether text of the element at hand is of use to anyone.
    var wantsText: Bool {
        guard let node = frames.last?.node, node >= 0 else { return false }
        return !tree.nodes[node].texts.isEmpty
    }

    /// The document itself begins: needed where the root is a record (JSON).
    func enterRoot(line: Int, offset: Int) throws { try open(&frames[0], line, offset) }
    func leaveRoot() throws { try close(frames[0]) }

    /// An element begins. `attribute` looks one of its attributes up.
    func enter(
        _ name: UnsafeRawBufferPointer, uri: UnsafeRawBufferPointer?, line: Int, offset: Int,
        attribute: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer?
    ) throws {
        guard frames.count <= Self.deepest else { throw tooDeep(line, offset) }
        var frame = Frame(node: child(name, uri, attribute), row: -1, textStart: text.count)
        if frame.node >= 0 {
            try open(&frame, line, offset)
            for binding in tree.nodes[frame.node].names { set(binding, name) }
            for (name, binding) in tree.nodes[frame.node].attributes {
                if let value = name.withUnsafeBytes(attribute) { set(binding, value) }
            }
        }
        frames.append(frame)
    }

    /// A further occurrence of the element at hand begins and ends (elements of a JSON array).
    func repeatElement(line: Int, offset: Int) throws {
        guard frames.count <= Self.deepest, let top = frames.last else { throw tooDeep(line, offset) }
        var frame = Frame(node: top.node, row: -1, textStart: text.count)
        if frame.node >= 0 { try open(&frame, line, offset) }
        frames.append(frame)
    }

    /// An array begins: its elements stand for the element at hand, which is itself none.
    func enterArray(_ name: UnsafeRawBufferPointer, line: Int, offset: Int) throws {
        guard frames.count <= Self.deepest else { throw tooDeep(line, offset) }
        frames.append(Frame(node: child(name, nil) { _ in nil }, row: -1, textStart: text.count))
    }

    /// - Parameter offset: of the first byte in the file; -1 where unknown.
    func characters(_ bytes: UnsafeRawBufferPointer, offset: Int = -1) throws {
        guard wantsText, let frame = frames.last else { return }
        if frame.textOffset < 0, offset >= 0 { frames[frames.count - 1].textOffset = offset }
        guard text.count - frame.textStart + bytes.count <= Self.longestText else {
            throw Finding(
                rule: "text-size", expected: "a text of at most \(Self.longestText) bytes", found: "a longer one",
                advice: "No field of a business document is this long; the file is refused")
        }
        text.append(bytes)
    }

    func leave() throws {
        guard frames.count > 1, let frame = frames.popLast() else { return }
        if frame.node >= 0 {
            let content = text.slice(frame.textStart, text.count - frame.textStart)
            for binding in tree.nodes[frame.node].texts { set(binding, content, offset: frame.textOffset) }
            try close(frame)
        }
        text.truncate(to: frame.textStart)
    }

    /// The array at hand ends.
    func leaveArray() {
        guard frames.count > 1 else { return }
        frames.removeLast()
    }

    private func tooDeep(_ line: Int, _ offset: Int) -> Finding {
        Finding(
            line: line, offset: offset, rule: "depth", expected: "at most \(Self.deepest) levels", found: "more",
            advice: "No business document is nested like this; the file is refused")
    }

    private func open(_ frame: inout Frame, _ line: Int, _ offset: Int) throws {
        let record = tree.nodes[frame.node].record
        guard record >= 0 else { return }
        if assembler.layout.records[record].role == .root { try assembler.endGroup() }
        let begun = try assembler.begin(record: record, line: line, offset: offset)
        latest[record] = begun
        frame.row = begun.row
    }

    private func close(_ frame: Frame) throws {
        guard frame.row >= 0 else { return }
        let record = tree.nodes[frame.node].record
        guard let (buffer, _) = latest[record] else { return }
        try assembler.end(buffer, frame.row)
        if assembler.layout.records[record].role == .root { try assembler.endGroup() }
    }

    private func child(
        _ name: UnsafeRawBufferPointer, _ uri: UnsafeRawBufferPointer?,
        _ attribute: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer?
    ) -> Int {
        guard let node = frames.last?.node, node >= 0 else { return -1 }
        for step in tree.nodes[node].steps where step.name.withUnsafeBytes({ bytesEqual($0, name) }) {
            if let uris = step.uris {
                let there = uri ?? UnsafeRawBufferPointer(start: nil, count: 0)
                guard uris.contains(where: { $0.withUnsafeBytes { bytesEqual($0, there) } }) else { continue }
            }
            if let predicate = step.predicate {
                guard let value = predicate.attribute.withUnsafeBytes(attribute),
                    predicate.value.withUnsafeBytes({ bytesEqual($0, value) })
                else { continue }
            }
            return step.target
        }
        return -1
    }

    /// The first occurrence counts; vendors repeat elements with less important content.
    private func set(_ binding: PathTree.Binding, _ value: UnsafeRawBufferPointer, offset: Int = -1) {
        guard let (buffer, row) = latest[binding.record], row < buffer.rows.count,
            buffer.cell(row, binding.field).length < 0
        else { return }
        buffer.set(row, binding.field, value, shift: offset < 0 ? 0 : offset - buffer.rows[row].offset)
    }
}
