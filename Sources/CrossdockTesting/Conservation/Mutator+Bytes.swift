extension Mutator {
    private static let marks: [(name: String, bytes: [UInt8])] = [
        ("NUL", [0]), ("a blank", [0x20]), ("NEL", [0xC2, 0x85]), ("X'85'", [0x85]), ("X'15'", [0x15]), ("a tab", [0x09]),
        ("X'1A'", [0x1A]), ("X'FF'", [0xFF]), ("LF", [0x0A]), ("CR", [0x0D]), ("form feed", [0x0C]),
        ("a zero-width space", [0xE2, 0x80, 0x8B]),
        ("a no-break space", [0xC2, 0xA0]), ("a byte order mark", [0xEF, 0xBB, 0xBF]), ("a wide digit", [0xEF, 0xBC, 0x91]),
        ("a quote", [0x22]),
        ("a comma", [0x2C]), ("a point", [0x2E]), ("an apostrophe", [0x27]), ("a minus", [0x2D]), ("a semicolon", [0x3B]),
        ("a bar", [0x7C]),
        ("an ampersand", [0x26]), ("<", [0x3C]), ("}", [0x7D]), ("]", [0x5D]),
    ]

    func cut(_ edit: inout Edit, _ random: inout SeededGenerator) {
        guard bytes.count > 1 else { return }
        let at: Int
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: at = Int.random(in: 1..<bytes.count, using: &random)
        case 4..<7:
            guard let piece = pick(&random) else { return }
            at =
                [tree.nodes[piece].range.lowerBound, tree.nodes[piece].range.upperBound, whole(piece).upperBound]
                .randomElement(using: &random) ?? 0
        case 7: at = bytes.count - Int.random(in: 1...min(4, bytes.count - 1), using: &random)
        default:
            let from = Bool.random(using: &random) ? lineEnds.randomElement(using: &random)?.upperBound : nil
            let begin = from ?? Int.random(in: 1..<bytes.count, using: &random)
            edit.replace(0..<begin, [])
            return edit.say("the first \(begin) bytes are missing")
        }
        edit.replace(at..<bytes.count, [])
        edit.say("cut at byte \(at) of \(bytes.count)")
    }

    func glue(_ edit: inout Edit, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            guard let end = lineEnds.randomElement(using: &random) else { return glueFiles(&edit, &random) }
            edit.replace(end, [])
            edit.say("no line end at byte \(end.lowerBound)")
        case 4..<6:
            guard let end = lineEnds.randomElement(using: &random) else { return glueFiles(&edit, &random) }
            let marks = Array(Self.marks.prefix(5)) + [(name: "a separator", bytes: tree.separator)]
            let mark = marks.randomElement(using: &random) ?? Self.marks[1]
            edit.replace(end, mark.bytes)
            edit.say("\(mark.name) instead of the line end at byte \(end.lowerBound)")
        case 6:
            guard !lineEnds.isEmpty else { return glueFiles(&edit, &random) }
            for end in lineEnds { edit.replace(end, []) }
            edit.say("no line ends at all")
        case 7..<9:
            // Two cells, members or elements become one.
            guard let piece = pick(&random, [.cell, .member, .element, .row, .object]) else { return }
            let siblings = tree.nodes[tree.nodes[piece].parent].children
            guard let position = siblings.firstIndex(of: piece), position + 1 < siblings.count else { return }
            let gap = tree.nodes[piece].range.upperBound..<tree.nodes[siblings[position + 1]].range.lowerBound
            guard !gap.isEmpty, gap.lowerBound < gap.upperBound else { return }
            edit.replace(gap, [])
            edit.say("nothing between \(called(piece)) and the next")
        default: glueFiles(&edit, &random)
        }
    }

    private func glueFiles(_ edit: inout Edit, _ random: inout SeededGenerator) {
        let between: [UInt8] = [[], [0x0A], [0x0D, 0x0A], [0x1A]].randomElement(using: &random) ?? []
        let last = Bool.random(using: &random) && bytes.last == 0x0A ? bytes.count - 1 : bytes.count
        edit.replace(last..<bytes.count, between + bytes)
        edit.say("the file twice, with \(between) between")
    }

    func insert(_ edit: inout Edit, _ random: inout SeededGenerator) {
        let anywhere = Int.random(in: 0...bytes.count, using: &random)
        // At the edge of a piece a byte does the most.
        let edge = pick(&random).map { tree.nodes[$0].range }
        let value = leaves.randomElement(using: &random).flatMap { tree.nodes[$0].valueRange }
        let at =
            [anywhere, edge?.lowerBound, edge?.upperBound, value?.lowerBound, value?.upperBound].compactMap(\.self)
            .randomElement(using: &random) ?? anywhere
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            let mark = Self.marks.randomElement(using: &random) ?? Self.marks[0]
            edit.replace(at..<at, mark.bytes)
            edit.say("\(mark.name) at byte \(at)")
        case 4:
            // In a place of its own, so that nothing moves.
            let mark = Self.marks.randomElement(using: &random) ?? Self.marks[0]
            let over = at..<min(bytes.count, at + mark.bytes.count)
            guard !bytes[over].contains(where: SourceTree.isLineEnd) else { return }
            edit.replace(over, mark.bytes)
            edit.say("\(mark.name) over byte \(at)")
        case 5..<7:
            let length = Int.random(in: 1...6, using: &random)
            let new = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            edit.replace(at..<at, new)
            edit.say("bytes \(new) at byte \(at)")
        default: insertLine(&edit, &random)
        }
    }

    private func insertLine(_ edit: inout Edit, _ random: inout SeededGenerator) {
        let at = (lineEnds.map(\.upperBound) + [0, bytes.count]).randomElement(using: &random) ?? 0
        let lineEnd = lineEnds.first.map { Array(bytes[$0]) } ?? [0x0A]
        let row = pick(&random, [.row, .header]).map { Array(bytes[tree.nodes[$0].range]) } ?? []
        let firstRow = tree.nodes.first { $0.role == .header || $0.role == .row }.map { Array(bytes[$0.range]) } ?? []
        let (name, line): (String, [UInt8]) =
            switch Int.random(in: 0..<8, using: &random) {
            case 0: ("an empty line", [])
            case 1: ("a blank line", [0x20, 0x20])
            case 2: ("a line of nines", Array(repeating: UInt8(ascii: "9"), count: max(9, row.count)))
            case 3: ("a line of NUL", Array(repeating: 0, count: max(1, row.count)))
            case 4: ("the first line", firstRow)
            case 5: ("a line of text", Array("End of report".utf8))
            case 6: ("a line of delimiters", tree.separator.isEmpty ? [0x2C, 0x2C] : Array(repeating: tree.separator[0], count: 12))
            default: ("a line with a comment mark", Array("# note".utf8))
            }
        edit.replace(at..<at, line + lineEnd)
        edit.say("\(name) at byte \(at)")
    }
}
