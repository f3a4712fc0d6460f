extension SourceTree {
    mutating func readJSON() -> Bool {
        separator = [UInt8(ascii: ",")]
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        skipBlanks(&at)
        guard readValue(&at, in: 0, depth: 0) else { return false }
        skipBlanks(&at)
        return at == bytes.count
    }

    private func skipBlanks(_ at: inout Int) {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    private mutating func readValue(_ at: inout Int, in parent: Int, depth: Int) -> Bool {
        guard at < bytes.count, depth < 200 else { return false }
        let name = nodes[parent].role == .array ? "[]" : ""
        switch bytes[at] {
        case UInt8(ascii: "{"): return readObject(&at, add(.object, name, in: parent, at..<at), depth)
        case UInt8(ascii: "["): return readArray(&at, add(.array, name, in: parent, at..<at), depth)
        case UInt8(ascii: "\""):
            guard let (range, text) = readText(&at) else { return false }
            // Quotes tell a text from a number.
            _ = add(.scalar, name, in: parent, range, value: range, "\"" + text)
            return true
        default:
            let start = at
            while at < bytes.count, !",]}".utf8.contains(bytes[at]), bytes[at] > 0x20 { at += 1 }
            let text = text(start..<at)
            guard ["true", "false", "null"].contains(text) || Self.isNumber(text) else { return false }
            _ = add(.scalar, name, in: parent, start..<at, value: start..<at, text)
            return true
        }
    }

    private mutating func readObject(_ at: inout Int, _ object: Int, _ depth: Int) -> Bool {
        let start = at
        at += 1
        var seen: Set<String> = []
        skipBlanks(&at)
        if at < bytes.count, bytes[at] == UInt8(ascii: "}") { return end(&at, object, start) }
        while true {
            skipBlanks(&at)
            let begin = at
            guard let (key, name) = readText(&at), seen.insert(name).inserted else { return false }
            skipBlanks(&at)
            guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { return false }
            at += 1
            skipBlanks(&at)
            let member = add(.member, name, in: object, begin..<begin, name: key.lowerBound + 1..<key.upperBound - 1)
            guard readValue(&at, in: member, depth: depth + 1) else { return false }
            nodes[member].range = begin..<at
            skipBlanks(&at)
            guard at < bytes.count else { return false }
            if bytes[at] == UInt8(ascii: "}") { return end(&at, object, start) }
            guard bytes[at] == UInt8(ascii: ",") else { return false }
            at += 1
        }
    }

    private mutating func readArray(_ at: inout Int, _ array: Int, _ depth: Int) -> Bool {
        let start = at
        at += 1
        skipBlanks(&at)
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") { return end(&at, array, start) }
        while true {
            skipBlanks(&at)
            guard readValue(&at, in: array, depth: depth + 1) else { return false }
            skipBlanks(&at)
            guard at < bytes.count else { return false }
            if bytes[at] == UInt8(ascii: "]") { return end(&at, array, start) }
            guard bytes[at] == UInt8(ascii: ",") else { return false }
            at += 1
        }
    }

    private mutating func end(_ at: inout Int, _ node: Int, _ start: Int) -> Bool {
        at += 1
        nodes[node].range = start..<at
        return true
    }

    /// A text with its quotes; escapes are kept as they are written, except that control characters are refused.
    private func readText(_ at: inout Int) -> (Range<Int>, String)? {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
        let start = at
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            guard bytes[at] >= 0x20 else { return nil }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard at < bytes.count else { return nil }
        at += 1
        return (start..<at, text(start + 1..<at - 1))
    }

    private static func isNumber(_ text: String) -> Bool {
        text.wholeMatch(of: #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/#) != nil
    }
}
