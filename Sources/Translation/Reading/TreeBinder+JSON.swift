import Canonical

extension TreeBinder: JSONVisitor {
    func document(_ value: JSONValue, line: Int, offset: Int) throws {
        try push(0, value, line, offset)
    }

    func member(_ name: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int) throws {
        try limitDepth(line) { offset }
        let parent = top.node
        guard parent >= 0 else { return skip(value) }
        let isOutside = nodes[parent].owner < 0
        frames[frames.count - 1].members += 1
        let node = child(of: parent, name, nil) { _ in nil }
        guard node >= 0 else {
            // Within a record there are members that nobody reads; only what could hold records is told there.
            let others = nodes[parent].others
            if isOutside, others == .refused {
                noteStranger(name, line, offset)
            } else if others != .unread, isOutside || !value.isScalar {
                try other(others, in: nodes[parent].owner, name, value.name, expected: expectation(in: parent), line, { offset })
            }
            return skip(value)
        }
        frames[frames.count - 1].known += 1
        if value == .null, !isOutside { return skip(value) }
        guard fits(value, node, isElement: false) else {
            try misfit(value, node, in: nodes[parent].owner, at: path(to: Self.shown(name)), line, offset)
            return skip(value)
        }
        try push(node, value, line, offset)
    }

    func element(_ value: JSONValue, line: Int, offset: Int) throws {
        try limitDepth(line) { offset }
        frames[frames.count - 1].elements += 1
        let node = top.node
        guard node >= 0 else { return skip(value) }
        let facts = nodes[node]
        if value == .null, facts.record < 0, facts.owner >= 0 { return skip(value) }
        guard fits(value, node, isElement: true) else {
            let holder = frames.count > 2 ? frames[frames.count - 2].node : -1
            try misfit(value, node, in: holder < 0 ? -1 : nodes[holder].owner, at: path() + "/\(top.elements - 1)", line, offset)
            return skip(value)
        }
        try push(node, value, line, offset)
    }

    /// - Parameter hasNUL: whether a text holds U+0000.
    func scalar(_ bytes: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int, hasNUL: Bool) throws {
        let node = top.node
        guard node >= 0, nodes[node].takesText, value != .null else { return }
        try limitText(bytes.count)
        frames[frames.count - 1].textOffset = offset
        if hasNUL, !takesNUL {
            try tell(
                Finding(
                    line: line, offset: offset, field: path(), rule: "nul", expected: "text", found: "the character U+0000",
                    advice: "No text has it; ask the sender to leave it out"),
                in: nodes[node].owner)
        }
        let frame = top
        let plain = value == .number ? Self.withoutExponent(bytes) : nil
        for binding in tree.nodes[node].texts {
            if let plain, tree.fields[binding.slot].isNumber {
                try plain.withUnsafeBytes { try set(binding, $0, frame) }
            } else {
                try set(binding, bytes, frame)
            }
        }
    }

    func leaveValue() throws {
        guard frames.count > 1 else { return }
        let frame = top
        frames.truncate(to: frames.count - 1)
        guard frame.node >= 0, frame.elements < 0 else { return }
        let facts = nodes[frame.node]
        if facts.owner < 0 {
            try tellStrangers(frame)
            if frame.members == 0, top.elements >= 0 {
                try Array("{}".utf8).withUnsafeBytes { name in
                    try other(
                        tree.nodes[frame.node].othersInPlace, in: -1, name, "an empty object", expected: expectation(in: frame.node),
                        at: path() + "/\(top.elements - 1)", frame.line, { frame.offset })
                }
            }
        }
        try close(frame)
    }

    /// Members of one object outside any record that no step matches. They are told together, when it ends.
    struct Strangers {
        let depth: Int
        var names: [String] = []
        var count = 0
        let line: Int
        let offset: Int
    }

    private func noteStranger(_ name: UnsafeRawBufferPointer, _ line: Int, _ offset: Int) {
        guard !passesOthers else { return }
        if strangers.last?.depth != frames.count { strangers.append(Strangers(depth: frames.count, line: line, offset: offset)) }
        let last = strangers.count - 1
        strangers[last].count += 1
        if strangers[last].names.count < 6 { strangers[last].names.append(Self.shown(name)) }
    }

    /// - Parameter frame: the object that has just ended.
    private func tellStrangers(_ frame: Frame) throws {
        guard let found = strangers.last, found.depth == frames.count + 1 else { return }
        strangers.removeLast()
        let isDocument = frames.count == 1
        let isElement = top.elements >= 0
        let place = (isDocument ? "" : isElement ? path() + "/\(top.elements - 1)" : path(to: name(of: frame.node)))
        let finding = Finding(
            line: found.line, offset: found.offset, field: found.count == 1 ? "\(place)/\(JSONTrail.escaped(found.names[0]))" : place,
            rule: "unknown-element", expected: expectation(in: frame.node),
            found: found.names.map { "'\($0)'" }.joined(separator: ", ")
                + (found.count > found.names.count ? " and \(found.count - found.names.count) more" : ""),
            advice: frame.known == 0
                ? "Check that the document belongs to this interface"
                : "Declare it as a record, or say 'others: ignore' in the format")
        // A document of another kind is refused as a whole, unless others went before it.
        if isDocument, frame.known == 0, assembler.counts.allSatisfy({ $0 == 0 }) { throw finding }
        try tell(finding, in: -1)
    }

    private func name(of node: Int) -> String { String(decoding: tree.nodes[node].name, as: UTF8.self) }

    private func push(_ node: Int, _ value: JSONValue, _ line: Int, _ offset: Int) throws {
        var frame = Frame(node: node, textStart: 0, line: line, offset: offset)
        if value == .list { frame.elements = 0 } else { try open(&frame) }
        frames.append(frame)
    }

    private func skip(_ value: JSONValue) {
        var frame = Frame(node: -1, textStart: 0)
        if value == .list { frame.elements = 0 }
        frames.append(frame)
    }

    /// Whether such a value can be what the path says: a record, an object on the way to one, or a field's text.
    private func fits(_ value: JSONValue, _ node: Int, isElement: Bool) -> Bool {
        let facts = nodes[node]
        switch value {
        case .list: return !isElement
        case .object: return (facts.record >= 0 && !facts.takesText) || facts.endStep > facts.firstStep || node == 0
        case .null: return false
        case .text, .number, .boolean: return facts.takesText
        }
    }

    private func misfit(_ value: JSONValue, _ node: Int, in owner: Int, at path: String, _ line: Int, _ offset: Int) throws {
        let facts = tree.nodes[node]
        if facts.holdsRecords {
            let name = facts.name.isEmpty ? Array("[]".utf8) : facts.name
            return try name.withUnsafeBytes {
                try other(facts.othersInPlace, in: owner, $0, value.name, expected: "an object", at: path, line, { offset })
            }
        }
        guard !passesOthers else { return }
        try tell(
            Finding(
                line: line, offset: offset, field: path, rule: "unknown-element",
                expected: facts.texts.isEmpty ? "an object" : "a text, a number, true or false", found: value.name,
                advice: "Declare the field's path as the document has it"),
            in: facts.owner)
    }

    /// `1.5e3` as `1500`: exact, and only where it stays short. `nil` where there is no exponent.
    private static func withoutExponent(_ number: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let mark = number.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
            let exponent = Int(String(decoding: number[(mark + 1)...], as: UTF8.self)), abs(exponent) <= 40, mark <= 60
        else { return nil }
        let isNegative = number[0] == UInt8(ascii: "-")
        let digits = number[(isNegative ? 1 : 0)..<mark]
        let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? mark
        let fraction = mark - min(mark, point + 1)
        var text = digits.filter { $0 != UInt8(ascii: ".") }
        var scale = fraction - exponent
        while scale < 0 {
            text.append(UInt8(ascii: "0"))
            scale += 1
        }
        while text.count <= scale { text.insert(UInt8(ascii: "0"), at: 0) }
        if scale > 0 { text.insert(UInt8(ascii: "."), at: text.count - scale) }
        return isNegative ? [UInt8(ascii: "-")] + text : text
    }
}
