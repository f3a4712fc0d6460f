import Canonical
import Registry

/// Follows a document element by element along a `PathTree` and turns what is bound into rows.
///
/// What stands where a record or a field's value may stand and is none is never passed over unsaid: it spoils its group, or,
/// outside any group, is a rejected record of its own, unless the definition says `others: ignore`. Neither is a second value
/// of one field.
final class TreeBinder {
    static let deepest = 256
    static let longestText = 1 << 20

    struct Frame: BitwiseCopyable {
        /// -1 where nothing below is bound.
        var node: Int
        /// The row this element began; -1 for none.
        var row = -1
        var textStart: Int
        /// Where its text begins in the file; -1 where unknown.
        var textOffset = -1
        var line = 0
        var offset = -1
        /// Whether an element stands in it that no step matches.
        var holdsOther = false
        /// Whether text stands in it where only records may stand.
        var holdsStrayText = false
        /// A JSON array: its elements so far; -1 where it is none.
        var elements = -1
        /// A JSON object: its members so far, and those that a step matches.
        var members = 0
        var known = 0
    }

    /// Where the value of a field was found.
    private struct Spot: BitwiseCopyable {
        var line: Int
        var offset: Int
        var alternative: Int
    }

    /// What is asked about a node for every element, beside the tree's own lists.
    struct NodeFacts: BitwiseCopyable {
        var record: Int
        var owner: Int
        var others: PathTree.Others
        var takesText: Bool
        /// Whether its attributes or its own name are bound.
        var takesMarkup: Bool
        var firstStep: Int
        var endStep: Int
    }

    private struct StepFacts: BitwiseCopyable {
        var nameStart: Int
        var nameLength: Int
        /// Its place among the node's steps.
        var place: Int
        var isConditional: Bool
        var target: Int
    }

    let tree: PathTree
    let assembler: GroupAssembler
    let frames = PlainList<Frame>()
    var strangers: [Strangers] = []
    let nodes: PlainList<NodeFacts>
    private let steps = PlainList<StepFacts>()
    private let stepNames = ByteArena(capacity: 512)
    private let text = ByteArena()
    /// The latest row of each record; -1 for none.
    private let latest: PlainList<Int>
    private let spots: PlainList<Spot>
    let passesOthers: Bool
    private let takesFirst: Bool
    let takesNUL: Bool

    init(_ tree: PathTree, _ assembler: GroupAssembler, weakened: Weakening? = nil) {
        self.tree = tree
        self.assembler = assembler
        passesOthers = weakened == .strangeElement
        takesFirst = weakened == .firstOfSeveral
        takesNUL = weakened == .lowValues
        latest = PlainList(capacity: max(1, assembler.layout.records.count))
        for _ in assembler.layout.records { latest.append(-1) }
        spots = PlainList(capacity: max(1, tree.fields.count))
        for _ in tree.fields { spots.append(Spot(line: 0, offset: -1, alternative: 0)) }
        nodes = PlainList(capacity: tree.nodes.count)
        for node in tree.nodes {
            let first = steps.count
            for (place, step) in node.steps.enumerated() {
                steps.append(
                    StepFacts(
                        nameStart: stepNames.count, nameLength: step.name.count, place: place,
                        isConditional: step.uris != nil || step.predicate != nil, target: step.target))
                step.name.withUnsafeBytes { stepNames.append($0) }
            }
            nodes.append(
                NodeFacts(
                    record: node.record, owner: node.owner, others: node.others, takesText: !node.texts.isEmpty,
                    takesMarkup: !node.attributes.isEmpty || !node.names.isEmpty, firstStep: first,
                    endStep: steps.count))
        }
        frames.append(Frame(node: 0, textStart: 0))
    }

    deinit {
        frames.deallocate()
        latest.deallocate()
        spots.deallocate()
        nodes.deallocate()
        steps.deallocate()
    }

    @inline(__always)
    var top: Frame { frames[frames.count - 1] }

    // MARK: - XML

    /// Whether text of the element at hand is of use to anyone.
    var wantsText: Bool {
        let node = top.node
        return node >= 0 && nodes[node].takesText
    }

    /// Whether text has no place in the element at hand, since records stand there.
    var refusesText: Bool {
        let frame = top
        return frame.node >= 0 && !frame.holdsStrayText && nodes[frame.node].others != .unread
    }

    /// An XML element begins. `attribute` looks one of its attributes up.
    func enter(
        _ name: UnsafeRawBufferPointer, uri: UnsafeRawBufferPointer?, line: Int, offset: () -> Int,
        attribute: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer?
    ) throws {
        try limitDepth(line, offset)
        let parent = top.node
        guard parent >= 0 else { return frames.append(Frame(node: -1, textStart: text.count)) }
        var frame = Frame(node: child(of: parent, name, uri, attribute), textStart: text.count, line: line)
        if frame.node >= 0 {
            let facts = nodes[frame.node]
            if facts.record >= 0 || facts.takesText || facts.takesMarkup { frame.offset = offset() }
            try open(&frame)
            frames.append(frame)
            guard facts.takesMarkup else { return }
            let node = tree.nodes[frame.node]
            for binding in node.names { try set(binding, name, frame) }
            for (name, binding) in node.attributes {
                if let value = name.withUnsafeBytes(attribute) { try set(binding, value, frame) }
            }
            return
        }
        if frames.count == 1 {
            try refuseDocument(name, uri, line, offset())
        } else if nodes[parent].others != .unread {
            frames[frames.count - 1].holdsOther = true
            try other(
                nodes[parent].others, in: nodes[parent].owner, name, uri: uri, "an element", expected: expectation(in: parent), line, offset
            )
        }
        frames.append(frame)
    }

    /// Text of the element at hand, or a piece of it.
    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        try limitText(text.count - top.textStart + bytes.count)
        text.append(bytes)
    }

    /// Text of an element that `refusesText`.
    func strayCharacters(_ bytes: UnsafeRawBufferPointer, line: Int, offset: () -> Int) throws {
        guard bytes.contains(where: { $0 > 0x20 }) else { return }
        frames[frames.count - 1].holdsStrayText = true
        let node = top.node
        try Array("#text".utf8).withUnsafeBytes { name in
            try other(
                nodes[node].others, in: nodes[node].owner, name, "text between elements", expected: expectation(in: node), line, offset)
        }
    }

    /// The XML element at hand ends.
    func leave() throws {
        guard frames.count > 1 else { return }
        let frame = top
        if frame.node >= 0 {
            if nodes[frame.node].takesText { try bindText(frame) }
            frames.truncate(to: frames.count - 1)
            try close(frame)
        } else {
            frames.truncate(to: frames.count - 1)
        }
        text.truncate(to: frame.textStart)
    }

    private func bindText(_ frame: Frame) throws {
        let content = text.slice(frame.textStart, text.count - frame.textStart)
        if frame.holdsOther, content.contains(where: { $0 > 0x20 }), !passesOthers {
            try tell(
                Finding(
                    line: frame.line, offset: frame.offset, field: path(), rule: "unknown-element",
                    expected: "text without elements in it", found: "an element within the text",
                    advice: "The text would be read without that part; ask the sender for plain text"),
                in: tree.nodes[frame.node].owner)
        }
        for binding in tree.nodes[frame.node].texts { try set(binding, content, frame) }
    }

    // MARK: - records

    func limitDepth(_ line: Int, _ offset: () -> Int) throws {
        guard frames.count <= Self.deepest else { throw Self.tooDeep(line, offset()) }
    }

    static func tooDeep(_ line: Int, _ offset: Int) -> Finding {
        Finding(
            line: line, offset: offset, rule: "depth", expected: "at most \(deepest) levels", found: "more",
            advice: "No business document is nested like this; the file is refused")
    }

    func limitText(_ count: Int) throws {
        guard count <= Self.longestText else {
            throw Finding(
                rule: "text-size", expected: "a text of at most \(Self.longestText) bytes", found: "a longer one",
                advice: "No field of a business document is this long; the file is refused")
        }
    }

    /// Begins the row of the record that begins here, if one does.
    func open(_ frame: inout Frame) throws {
        let record = nodes[frame.node].record
        guard record >= 0 else { return }
        if assembler.layout.records[record].role == .root { try assembler.endGroup() }
        frame.row = try assembler.begin(record: record, line: frame.line, offset: frame.offset).row
        latest[record] = frame.row
    }

    func close(_ frame: Frame) throws {
        guard frame.row >= 0 else { return }
        let record = nodes[frame.node].record
        try assembler.end(buffer(of: record), frame.row)
        if assembler.layout.records[record].role == .root { try assembler.endGroup() }
    }

    @inline(__always)
    private func buffer(of record: Int) -> GroupBuffer {
        if case .file = assembler.layout.records[record].role { return assembler.context }
        return assembler.group
    }

    func child(
        of node: Int, _ name: UnsafeRawBufferPointer, _ uri: UnsafeRawBufferPointer?,
        _ attribute: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer?
    ) -> Int {
        for index in nodes[node].firstStep..<nodes[node].endStep {
            let step = steps[index]
            guard step.nameLength == name.count, bytesEqual(stepNames.slice(step.nameStart, step.nameLength), name) else { continue }
            if !step.isConditional || holds(tree.nodes[node].steps[step.place], uri, attribute) { return step.target }
        }
        return -1
    }

    private func holds(
        _ step: PathTree.Step, _ uri: UnsafeRawBufferPointer?, _ attribute: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer?
    ) -> Bool {
        if let uris = step.uris {
            let there = uri ?? UnsafeRawBufferPointer(start: nil, count: 0)
            guard uris.contains(where: { $0.withUnsafeBytes { bytesEqual($0, there) } }) else { return false }
        }
        guard let predicate = step.predicate else { return true }
        guard let value = predicate.attribute.withUnsafeBytes(attribute) else { return false }
        return predicate.value.withUnsafeBytes { bytesEqual($0, value) }
    }

    // MARK: - fields

    /// - Parameter frame: the element or value that says it.
    func set(_ binding: PathTree.Binding, _ value: UnsafeRawBufferPointer, _ frame: Frame) throws {
        let row = latest[binding.record]
        let buffer = buffer(of: binding.record)
        guard row >= 0, row < buffer.rows.count else { return }
        guard buffer.cell(row, binding.field).length < 0 else {
            if !takesFirst { try setAgain(binding, value, frame, buffer, row) }
            return
        }
        put(binding, value, frame, buffer, row)
    }

    private func put(
        _ binding: PathTree.Binding, _ value: UnsafeRawBufferPointer, _ frame: Frame, _ buffer: GroupBuffer, _ row: Int
    ) {
        buffer.set(row, binding.field, value, shift: frame.textOffset < 0 ? 0 : frame.textOffset - buffer.rows[row].offset)
        spots[binding.slot] = Spot(line: frame.line, offset: frame.offset, alternative: binding.alternative)
    }

    /// A field's second value. One that says nothing takes nothing away, and other paths may say the same.
    private func setAgain(
        _ binding: PathTree.Binding, _ value: UnsafeRawBufferPointer, _ frame: Frame, _ buffer: GroupBuffer, _ row: Int
    ) throws {
        let field = tree.fields[binding.slot]
        let spot = spots[binding.slot]
        let known = buffer.slice(buffer.cell(row, binding.field))
        let isName = tree.nodes[frame.node].names.contains { $0.slot == binding.slot }
        if field.saysNothing(value) { return }
        if field.saysNothing(known) { return put(binding, value, frame, buffer, row) }
        if isName || spot.alternative != binding.alternative, PathTree.Field.alike(known, value) { return }
        switch field.definition.take {
        case .first:
            if binding.alternative < spot.alternative { put(binding, value, frame, buffer, row) }
        case .last:
            if binding.alternative >= spot.alternative { put(binding, value, frame, buffer, row) }
        case .sum:
            guard let sum = field.sum(known, value) else {
                return try tell(repeated(field, spot, frame, expected: "numbers that can be added up"), in: binding.record)
            }
            sum.withUnsafeBytes { put(binding, $0, frame, buffer, row) }
        case nil:
            try tell(
                repeated(field, spot, frame, expected: "one value in '\(assembler.layout.records[binding.record].id)'"), in: binding.record)
        }
    }

    private func repeated(_ field: PathTree.Field, _ first: Spot, _ frame: Frame, expected: String) -> Finding {
        func place(_ line: Int, _ offset: Int) -> String { offset < 0 ? "line \(line)" : "line \(line), byte \(offset)" }
        return Finding(
            line: frame.line, offset: frame.offset, field: field.definition.name, rule: "repeated-field", expected: expected,
            found: "a second one at '\(path())', \(place(frame.line, frame.offset)), after that of \(place(first.line, first.offset))",
            advice: "Say 'take: first', 'last' or 'sum' at the field, or make each a record of its own")
    }

    // MARK: - what is not declared

    /// Something stands where a record or a field's text may stand, and is neither.
    ///
    /// - Parameters:
    ///   - owner: the record it stands in; -1 outside any.
    ///   - what: what it is.
    ///   - path: where it stands; below the element at hand, under its name, where `nil`.
    func other(
        _ others: PathTree.Others, in owner: Int, _ name: UnsafeRawBufferPointer, uri: UnsafeRawBufferPointer? = nil, _ what: String,
        expected: @autoclosure () -> String, at path: String? = nil, _ line: Int, _ offset: () -> Int
    ) throws {
        guard !passesOthers else { return }
        if others == .counted { return assembler.ignored(record: owner, name: name) }
        let finding = Finding(
            line: line, offset: offset(), field: path ?? self.path(to: Self.shown(name)), rule: "unknown-element",
            expected: expected(), found: Self.described(name, uri) + ", " + what,
            advice: owner < 0
                ? "Declare it as a record, or say 'others: ignore' in the format"
                : "Declare it, or say 'others: ignore' at the record '\(assembler.layout.records[owner].id)'")
        try tell(finding, in: owner)
    }

    /// What may stand in a node, for errors.
    func expectation(in node: Int) -> String {
        let owner = nodes[node].owner
        return tree.nodes[node].expectation(in: owner < 0 ? nil : assembler.layout.records[owner].id)
    }

    static func shown(_ name: UnsafeRawBufferPointer) -> String { String(decoding: name, as: UTF8.self).shortened(100) }

    private static func described(_ name: UnsafeRawBufferPointer, _ uri: UnsafeRawBufferPointer?) -> String {
        "'\(shown(name))'" + (uri.map { " of the namespace '\(shown($0))'" } ?? "")
    }

    /// The document is another one: nothing in it can be read.
    private func refuseDocument(_ name: UnsafeRawBufferPointer, _ uri: UnsafeRawBufferPointer?, _ line: Int, _ offset: Int) throws {
        guard !passesOthers else { return }
        throw Finding(
            line: line, offset: offset, field: path(to: Self.shown(name)), rule: "unknown-element",
            expected: tree.nodes[0].expectation(in: nil), found: Self.described(name, uri),
            advice: "Check that the file belongs to this interface, and its namespace")
    }

    /// Spoils the group that is being read, or is a rejected record of its own where there is none.
    func tell(_ finding: Finding, in record: Int) throws {
        if record >= 0, assembler.layout.records[record].role != .file { return assembler.spoil(finding) }
        assembler.spoil(finding)
        try assembler.endGroup()
    }

    /// Where the element at hand stands, as a JSON pointer (RFC 6901): names, and for arrays the number of the element.
    func path(to name: String? = nil) -> String {
        var path = ""
        for index in 1..<max(1, frames.count) {
            if frames[index - 1].elements >= 0 {
                path += "/\(frames[index - 1].elements - 1)"
            } else if frames[index].node > 0 {
                path += "/" + JSONTrail.escaped(String(decoding: tree.nodes[frames[index].node].name, as: UTF8.self))
            }
        }
        return name.map { "\(path)/\(JSONTrail.escaped($0))" } ?? path
    }
}

extension PathTree.Node {
    /// What may stand in it, for errors.
    func expectation(in record: String?) -> String {
        let names = steps.map { "'\(String(decoding: $0.name, as: UTF8.self))'" }
        let place = record.map { " in '\($0)'" } ?? ""
        guard !names.isEmpty else { return "only text\(place)" }
        let shown = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
        return (names.count == 1 ? shown : "one of \(shown)") + place
    }
}

extension PathTree.Field {
    /// Whether this text means that nothing was said.
    func saysNothing(_ value: UnsafeRawBufferPointer) -> Bool {
        let value = Self.trimmed(value)
        return value.isEmpty || absent.contains { $0.withUnsafeBytes { bytesEqual($0, value) } }
    }

    /// Whether two texts differ in nothing but the spaces around them.
    static func alike(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool { bytesEqual(trimmed(a), trimmed(b)) }

    /// Both added up exactly, written as the field is; `nil` where one is no plain number.
    func sum(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> [UInt8]? {
        let format = definition.format.number
        // A point that is not written stands at the same place in both.
        let point = format.impliedScale == nil ? format.decimalMark : 0
        // Marks of several bytes are not undone here: such numbers are refused, not added up.
        let mark = format.thousandsMarks.count == 1 && format.thousandsMarks[0].utf8.count == 1 ? format.thousandsMarks[0].utf8.first : nil
        guard let left = Decimal64(ascii: Self.trimmed(a), point: point, grouping: mark),
            let right = Decimal64(ascii: Self.trimmed(b), point: point, grouping: mark), let sum = left + right
        else { return nil }
        var text: [UInt8] = []
        sum.write(to: &text)
        return text.map { $0 == UInt8(ascii: ".") ? format.decimalMark : $0 }
    }

    private static func trimmed(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var (from, to) = (0, value.count)
        while from < to, value[from] <= 0x20 { from += 1 }
        while to > from, value[to - 1] <= 0x20 { to -= 1 }
        return UnsafeRawBufferPointer(rebasing: value[from..<to])
    }
}
