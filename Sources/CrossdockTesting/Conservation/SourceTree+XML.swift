extension SourceTree {
    /// Elements, attributes and text; comments, instructions and blanks between elements are nobody's.
    mutating func readXML() -> Bool {
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var open = [0]
        var texts: [(range: Range<Int>?, bytes: [UInt8])] = [(nil, [])]
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
                guard let text = Self.unescaped(bytes[start..<at]) else { return false }
                let top = texts.count - 1
                texts[top] = ((texts[top].range?.lowerBound ?? start)..<at, texts[top].bytes + text)
                continue
            }
            if starts("<!--", at) {
                guard let end = find("-->", at + 4) else { return false }
                at = end + 3
            } else if starts("<![CDATA[", at) {
                guard let end = find("]]>", at + 9) else { return false }
                let top = texts.count - 1
                texts[top] = ((texts[top].range?.lowerBound ?? at)..<end + 3, texts[top].bytes + bytes[at + 9..<end])
                at = end + 3
            } else if starts("<?", at) {
                guard let end = find("?>", at + 2) else { return false }
                at = end + 2
            } else if starts("<!", at) {
                return false
            } else if starts("</", at) {
                guard open.count > 1, let element = open.popLast(), let text = texts.popLast(), let name = name(at + 2),
                    let end = find(">", name.upperBound), self.text(name) == self.text(nodes[element].nameRange ?? 0..<0)
                else { return false }
                close(element, text, end + 1, name)
                at = end + 1
            } else {
                guard let (element, end, isEmpty) = readStartTag(at, in: open[open.count - 1]) else { return false }
                if open.count == 1, nodes[0].children.count > 1 { return false }
                at = end
                if !isEmpty {
                    open.append(element)
                    texts.append((nil, []))
                }
            }
        }
        return open.count == 1 && nodes[0].children.count == 1 && Self.text(texts[0].bytes).allSatisfy(\.isWhitespace)
    }

    private mutating func close(_ element: Int, _ text: (range: Range<Int>?, bytes: [UInt8]), _ end: Int, _ endName: Range<Int>) {
        nodes[element].range = nodes[element].range.lowerBound..<end
        nodes[element].endNameRange = endName
        let hasElements = nodes[element].children.contains { nodes[$0].role == .element }
        let said = Self.text(text.bytes)
        // Blanks between elements say nothing; text between them does.
        if hasElements, said.allSatisfy(\.isWhitespace) { return }
        nodes[element].value = said
        nodes[element].valueRange = hasElements ? nil : text.range
    }

    private mutating func readStartTag(_ start: Int, in parent: Int) -> (element: Int, end: Int, isEmpty: Bool)? {
        guard let name = name(start + 1) else { return nil }
        // Without its prefix, which is the writer's choice; the document is refused where nothing declares it.
        let parts = text(name).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.count == 1 || declaresPrefix(parts[0]), let local = parts.last, !local.isEmpty else { return nil }
        let element = add(.element, local, in: parent, start..<name.upperBound, name: name)
        var at = name.upperBound
        var seen: Set<String> = []
        while true {
            let blank = at
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
            guard at < bytes.count else { return nil }
            if bytes[at] == UInt8(ascii: ">") {
                nodes[element].range = start..<at + 1
                return (element, at + 1, false)
            }
            if starts("/>", at) {
                nodes[element].range = start..<at + 2
                return (element, at + 2, true)
            }
            guard at > blank, let attribute = self.name(at), attribute.upperBound + 1 < bytes.count,
                bytes[attribute.upperBound] == UInt8(ascii: "="), seen.insert(text(attribute)).inserted
            else { return nil }
            let quote = bytes[attribute.upperBound + 1]
            let begin = attribute.upperBound + 2
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = bytes[begin...].firstIndex(of: quote), !bytes[begin..<end].contains(UInt8(ascii: "<")),
                let value = Self.unescaped(bytes[begin..<end])
            else { return nil }
            _ = add(
                .attribute, "@" + text(attribute), in: element, at..<end + 1, name: attribute, value: begin..<end, Self.text(value))
            at = end + 1
        }
    }

    private func declaresPrefix(_ prefix: String) -> Bool {
        find("xmlns:\(prefix)=", 0) != nil
    }

    private func name(_ start: Int) -> Range<Int>? {
        var end = start
        while end < bytes.count, Self.isNameByte(bytes[end]) { end += 1 }
        guard end > start, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[start]), bytes[start] != UInt8(ascii: "-") else { return nil }
        return start..<end
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...: true
        default: false
        }
    }

    private func starts(_ text: String, _ at: Int) -> Bool { bytes[at...].starts(with: text.utf8) }

    private func find(_ text: String, _ start: Int) -> Int? {
        var at = start
        while at < bytes.count {
            if starts(text, at) { return at }
            at += 1
        }
        return nil
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var result: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            guard bytes[at] == UInt8(ascii: "&") else {
                result.append(bytes[at])
                at += 1
                continue
            }
            guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ";")) else { return nil }
            let name = text(bytes[at + 1..<end])
            switch name {
            case "amp": result.append(UInt8(ascii: "&"))
            case "lt": result.append(UInt8(ascii: "<"))
            case "gt": result.append(UInt8(ascii: ">"))
            case "quot": result.append(UInt8(ascii: "\""))
            case "apos": result.append(UInt8(ascii: "'"))
            default:
                let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
                guard name.hasPrefix("#"), let scalar = number.flatMap(UnicodeScalar.init) else { return nil }
                result += Array(String(Character(scalar)).utf8)
            }
            at = end + 1
        }
        return result
    }
}
