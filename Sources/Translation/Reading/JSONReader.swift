import Canonical

/// Reads JSON (RFC 8259) as a stream of tokens, in constant memory. Numbers stay the text they are, so
/// that no binary floating point ever touches them.
final class JSONReader {
    private let binder: TreeBinder
    private let buffer: ChunkBuffer
    private var line = 1
    private let scratch = ByteArena()

    init(_ tree: PathTree, _ assembler: GroupAssembler, _ buffer: ChunkBuffer) {
        binder = TreeBinder(tree, assembler)
        self.buffer = buffer
    }

    /// Reads one document, or several one after another (JSON lines).
    /// - Throws: a finding for what makes the rest unreadable.
    func read() throws {
        while buffer.window.count < 3, try buffer.more() {}
        if buffer.window.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.advance(3) }
        var documents = 0
        while let byte = try next() {
            try rootValue(byte)
            documents += 1
        }
        if documents == 0 { throw fault("a JSON document", "nothing") }
    }

    private func rootValue(_ byte: UInt8) throws {
        guard byte == UInt8(ascii: "[") else {
            guard byte == UInt8(ascii: "{") else { throw fault("a JSON object or array", byte) }
            try binder.enterRoot(line: line, offset: buffer.offset)
            try object()
            return try binder.leaveRoot()
        }
        try elements { byte in
            guard byte == UInt8(ascii: "{") else { return try self.skipScalar(byte) }
            try self.binder.enterRoot(line: self.line, offset: self.buffer.offset)
            try self.object()
            try self.binder.leaveRoot()
        }
    }

    /// The value of a member, or an element of an array when `isElement`.
    private func value(_ byte: UInt8) throws {
        switch byte {
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "\""):
            let offset = buffer.offset + 1
            try string()
            try binder.characters(scratch.slice(0, scratch.count), offset: offset)
        default: try scalar(byte)
        }
    }

    private func object() throws {
        take(1)
        guard let first = try next() else { throw fault("a member or '}'", "the end") }
        if first == UInt8(ascii: "}") { return take(1) }
        while true {
            guard try next() == UInt8(ascii: "\"") else { throw fault("a member's name", try next()) }
            let (line, offset) = (line, buffer.offset)
            try string()
            let name = Array(scratch.slice(0, scratch.count))
            guard try next() == UInt8(ascii: ":") else { throw fault("':'", try next()) }
            take(1)
            guard let byte = try next() else { throw fault("a value", "the end") }
            try member(name, byte, line, offset)
            switch try next() {
            case UInt8(ascii: ","): take(1)
            case UInt8(ascii: "}"): return take(1)
            case let other: throw fault("',' or '}'", other)
            }
        }
    }

    private func member(_ name: [UInt8], _ byte: UInt8, _ line: Int, _ offset: Int) throws {
        try name.withUnsafeBytes { name in
            if byte == UInt8(ascii: "[") {
                try binder.enterArray(name, line: line, offset: offset)
                try array()
                binder.leaveArray()
            } else if byte == UInt8(ascii: "n") {
                try literal("null")
            } else {
                try binder.enter(name, uri: nil, line: line, offset: offset) { _ in nil }
                try value(byte)
                try binder.leave()
            }
        }
    }

    private func array() throws {
        try elements { byte in
            if byte == UInt8(ascii: "[") {
                // Arrays within arrays have no name of their own: nothing can be bound to them.
                try self.binder.enterArray(UnsafeRawBufferPointer(start: nil, count: 0), line: self.line, offset: self.buffer.offset)
                try self.array()
                return self.binder.leaveArray()
            }
            if byte == UInt8(ascii: "n") { return try self.literal("null") }
            try self.binder.repeatElement(line: self.line, offset: self.buffer.offset)
            try self.value(byte)
            try self.binder.leave()
        }
    }

    private func elements(_ element: (UInt8) throws -> Void) throws {
        take(1)
        guard let first = try next() else { throw fault("an element or ']'", "the end") }
        if first == UInt8(ascii: "]") { return take(1) }
        while true {
            guard let byte = try next() else { throw fault("an element", "the end") }
            try element(byte)
            switch try next() {
            case UInt8(ascii: ","): take(1)
            case UInt8(ascii: "]"): return take(1)
            case let other: throw fault("',' or ']'", other)
            }
        }
    }

    private func skipScalar(_ byte: UInt8) throws {
        if byte == UInt8(ascii: "\"") { try string() } else { try scalar(byte) }
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
            guard let digit = Character(Unicode.Scalar(buffer.window[index])).hexDigitValue else {
                throw fault("four hex digits", buffer.window[index])
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private func append(_ scalar: Unicode.Scalar) {
        for byte in String(Character(scalar)).utf8 { scratch.append(byte) }
    }

    /// A number, or true or false: kept as text.
    private func scalar(_ byte: UInt8) throws {
        if byte == UInt8(ascii: "t") { return try literal("true", isText: true) }
        if byte == UInt8(ascii: "f") { return try literal("false", isText: true) }
        guard byte == UInt8(ascii: "-") || (48...57).contains(byte) else { throw fault("a value", byte) }
        var at = 0
        while true {
            while at >= buffer.window.count { guard try buffer.more() else { break } }
            let window = buffer.window
            while at < window.count, "0123456789+-.eE".utf8.contains(window[at]) { at += 1 }
            if at < window.count || buffer.isAtEnd { break }
        }
        try binder.characters(UnsafeRawBufferPointer(rebasing: buffer.window[0..<at]), offset: buffer.offset)
        take(at)
    }

    private func literal(_ word: StaticString, isText: Bool = false) throws {
        while buffer.window.count < word.utf8CodeUnitCount { guard try buffer.more() else { throw fault("\(word)", "the end") } }
        let expected = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytesEqual(UnsafeRawBufferPointer(rebasing: buffer.window[0..<expected.count]), expected) else {
            throw fault("\(word)", buffer.window[0])
        }
        if isText { try binder.characters(expected) }
        take(expected.count)
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
