import Canonical

/// Reads JSON (RFC 8259) token by token, in constant memory, and hands every value to a visitor. Strict: what is no JSON
/// to its end is a finding, and so is an object that has a key twice. Numbers stay the text they are, so that no binary
/// floating point ever touches them.
final class JSONScanner<Visitor: JSONVisitor> {
    private let visitor: Visitor
    private let buffer: ChunkBuffer
    private let allowsDoubleKeys: Bool
    private let trail = JSONTrail()
    private let scratch = ByteArena()
    private var line = 1
    /// Whether the text in `scratch` has U+0000 in it.
    private var hasNUL = false

    init(_ visitor: Visitor, _ buffer: ChunkBuffer, allowsDoubleKeys: Bool = false) {
        self.visitor = visitor
        self.buffer = buffer
        self.allowsDoubleKeys = allowsDoubleKeys
    }

    /// Reads one document, or several, each on lines of its own (JSON lines).
    ///
    /// - Parameter isOne: whether a second document is a fault.
    /// - Throws: a finding for what makes the rest unreadable, and what the visitor throws.
    func read(isOne: Bool = false) throws {
        while buffer.window.count < 3, try buffer.more() {}
        if buffer.window.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.advance(3) }
        var documents = 0
        var endedAt = 0
        while let byte = try next() {
            if documents > 0, isOne { throw fault("the end of the document", byte) }
            if documents > 0, line == endedAt { throw fault("a new line before the next document", byte) }
            guard let kind = JSONValue(byte), !kind.isScalar else { throw fault("a JSON object or array", byte) }
            try visitor.document(kind, line: line, offset: buffer.offset)
            try value(byte)
            try visitor.leaveValue()
            documents += 1
            endedAt = line
        }
        if documents == 0 { throw fault("a JSON document", "nothing") }
    }

    private func kind(_ byte: UInt8, _ expected: String = "a value") throws -> JSONValue {
        guard let kind = JSONValue(byte) else { throw fault(expected, byte) }
        return kind
    }

    private func value(_ byte: UInt8) throws {
        switch byte {
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try list()
        case UInt8(ascii: "\""):
            let (line, offset) = (line, buffer.offset + 1)
            try string()
            try visitor.scalar(scratch.slice(0, scratch.count), .text, line: line, offset: offset, hasNUL: hasNUL)
        case UInt8(ascii: "t"): try literal("true", .boolean)
        case UInt8(ascii: "f"): try literal("false", .boolean)
        case UInt8(ascii: "n"): try literal("null", .null)
        default: try number()
        }
    }

    private func object() throws {
        try limitDepth()
        trail.enterObject()
        defer { trail.leave() }
        take(1)
        guard let first = try next() else { throw fault("a member or '}'", "the end") }
        if first == UInt8(ascii: "}") { return take(1) }
        while true {
            try member()
            switch try next() {
            case UInt8(ascii: ","): take(1)
            case UInt8(ascii: "}"): return take(1)
            case let other: throw fault("',' or '}'", other)
            }
        }
    }

    private func member() throws {
        guard try next() == UInt8(ascii: "\"") else { throw fault("a member's name", try next()) }
        let (line, offset) = (line, buffer.offset)
        try string()
        let name = scratch.slice(0, scratch.count)
        let isNew = trail.add(name)
        if !isNew, !allowsDoubleKeys { throw doubleKey(name, line, offset) }
        guard trail.memberCount <= JSONTrail.mostMembers else {
            throw Finding(
                line: line, offset: offset, rule: "json", expected: "at most \(JSONTrail.mostMembers) members in an object",
                found: "more", advice: "No business document is like this; the file is refused")
        }
        guard try next() == UInt8(ascii: ":") else { throw fault("':'", try next()) }
        take(1)
        guard let byte = try next() else { throw fault("a value", "the end") }
        try visitor.member(scratch.slice(0, scratch.count), try kind(byte), line: line, offset: offset)
        try value(byte)
        try visitor.leaveValue()
    }

    private func list() throws {
        try limitDepth()
        trail.enterList()
        defer { trail.leave() }
        take(1)
        guard let first = try next() else { throw fault("an element or ']'", "the end") }
        if first == UInt8(ascii: "]") { return take(1) }
        while true {
            guard let byte = try next() else { throw fault("an element", "the end") }
            trail.nextElement()
            try visitor.element(try kind(byte, "an element"), line: line, offset: buffer.offset)
            try value(byte)
            try visitor.leaveValue()
            switch try next() {
            case UInt8(ascii: ","): take(1)
            case UInt8(ascii: "]"): return take(1)
            case let other: throw fault("',' or ']'", other)
            }
        }
    }

    private func limitDepth() throws {
        guard trail.depth < TreeBinder.deepest else { throw TreeBinder.tooDeep(line, buffer.offset) }
    }

    // MARK: - tokens

    /// The next byte that is not white space, not yet taken; `nil` at the end.
    private func next() throws -> UInt8? {
        while true {
            let window = buffer.window
            var at = 0
            while at < window.count, window[at] == 0x20 || window[at] == 0x0A || window[at] == 0x0D || window[at] == 0x09 {
                if window[at] == 0x0A { line += 1 }
                at += 1
            }
            let found = at < window.count ? window[at] : nil
            buffer.advance(at)
            if let found { return found }
            guard try buffer.more() else { return nil }
        }
    }

    private func take(_ count: Int) { buffer.advance(count) }

    /// Reads the string at hand into `scratch`, escapes undone.
    private func string() throws {
        scratch.truncate(to: 0)
        hasNUL = false
        var at = 1
        while true {
            while at >= buffer.window.count {
                guard try buffer.more() else { throw fault("a closing quote", "the end") }
            }
            let window = buffer.window
            var plain = at
            while plain < window.count, window[plain] != UInt8(ascii: "\""), window[plain] != UInt8(ascii: "\\"), window[plain] >= 0x20 {
                plain += 1
            }
            scratch.append(UnsafeRawBufferPointer(rebasing: window[at..<plain]))
            at = plain
            guard at < window.count else { continue }
            switch window[at] {
            case UInt8(ascii: "\""): return take(at + 1)
            case UInt8(ascii: "\\"): at = try escape(at + 1)
            default: throw fault("an escaped control character", window[at])
            }
        }
    }

    /// The escape whose letter stands at `at`; the index after it.
    private func escape(_ at: Int) throws -> Int {
        while buffer.window.count <= at { guard try buffer.more() else { throw fault("an escape", "the end") } }
        switch buffer.window[at] {
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "u"):
            let first = try unit(at + 1)
            guard UTF16.isLeadSurrogate(first) else {
                guard let scalar = Unicode.Scalar(first) else { throw fault("a pair of surrogates", "half of one") }
                if first == 0 { hasNUL = true }
                append(scalar)
                return at + 5
            }
            while buffer.window.count <= at + 6 { guard try buffer.more() else { throw fault("an escape", "the end") } }
            guard buffer.window[at + 5] == UInt8(ascii: "\\"), buffer.window[at + 6] == UInt8(ascii: "u") else {
                throw fault("a pair of surrogates", "half of one")
            }
            let second = try unit(at + 7)
            guard UTF16.isTrailSurrogate(second) else { throw fault("a pair of surrogates", "half of one") }
            append(UTF16.decode(UTF16.EncodedScalar([first, second])))
            return at + 11
        case let byte where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/"):
            scratch.append(byte)
        case let byte: throw fault("an escape", byte)
        }
        return at + 1
    }

    private func unit(_ at: Int) throws -> UInt16 {
        while buffer.window.count < at + 4 { guard try buffer.more() else { throw fault("four hex digits", "the end") } }
        var value: UInt16 = 0
        for index in at..<at + 4 {
            let byte = buffer.window[index]
            guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault("four hex digits", byte) }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private func append(_ scalar: Unicode.Scalar) {
        for byte in String(Character(scalar)).utf8 { scratch.append(byte) }
    }

    private func number() throws {
        var at = 0
        while true {
            while at >= buffer.window.count { guard try buffer.more() else { break } }
            let window = buffer.window
            while at < window.count, Self.mayStandInNumber(window[at]) { at += 1 }
            if at < window.count || buffer.isAtEnd { break }
        }
        let text = UnsafeRawBufferPointer(rebasing: buffer.window[0..<at])
        guard Self.isNumber(text) else { throw fault("a JSON number", "'\(String(decoding: text.prefix(40), as: UTF8.self))'") }
        try visitor.scalar(text, .number, line: line, offset: buffer.offset, hasNUL: false)
        take(at)
    }

    private static func mayStandInNumber(_ byte: UInt8) -> Bool {
        byte &- 48 <= 9 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte | 0x20 == UInt8(ascii: "e")
    }

    /// RFC 8259, section 6: no leading zeros, digits on both sides of a point and behind an exponent's mark.
    private static func isNumber(_ text: UnsafeRawBufferPointer) -> Bool {
        var at = 0
        func digits() -> Int {
            let start = at
            while at < text.count, text[at] &- 48 <= 9 { at += 1 }
            return at - start
        }
        if at < text.count, text[at] == UInt8(ascii: "-") { at += 1 }
        let startsWithZero = at < text.count && text[at] == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            guard digits() > 0 else { return false }
        }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
            guard digits() > 0 else { return false }
        }
        return at == text.count
    }

    private func literal(_ word: StaticString, _ kind: JSONValue) throws {
        while buffer.window.count < word.utf8CodeUnitCount { guard try buffer.more() else { throw fault("\(word)", "the end") } }
        let expected = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytesEqual(UnsafeRawBufferPointer(rebasing: buffer.window[0..<expected.count]), expected) else {
            throw fault("\(word)", buffer.window[0])
        }
        if kind != .null { try visitor.scalar(expected, kind, line: line, offset: buffer.offset, hasNUL: false) }
        take(expected.count)
    }

    private func doubleKey(_ name: UnsafeRawBufferPointer, _ line: Int, _ offset: Int) -> Finding {
        let shown = String(decoding: name, as: UTF8.self).shortened(100)
        return Finding(
            line: line, offset: offset, field: trail.pointer(to: shown), rule: "double-key", expected: "each key once in an object",
            found: "'\(shown)' a second time",
            advice: "Programs differ in which of the two they take; ask the sender to write it once, or as a list")
    }

    private func fault(_ expected: String, _ byte: UInt8?) -> Finding {
        fault(expected, byte.map { "'\(String(decoding: [$0], as: UTF8.self).shortened(4))'" } ?? "the end")
    }

    private func fault(_ expected: String, _ found: String) -> Finding {
        Finding(
            line: line, offset: buffer.offset, rule: "json", expected: expected, found: found,
            advice: "The document is cut off or not JSON; ask the sender for it again")
    }
}
