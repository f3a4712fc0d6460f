extension Mutator {
    /// Everything that has a name in the file.
    private var named: [Int] { tree.nodes.indices.filter { tree.nodes[$0].nameRange.map { !$0.isEmpty } ?? false } }

    func rename(_ edit: inout Edit, _ random: inout SeededGenerator) {
        guard let index = named.randomElement(using: &random), let range = tree.nodes[index].nameRange else { return }
        let name = Array(bytes[range])
        let at = Int.random(in: 0..<name.count, using: &random)
        let letter = UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &random)
        var new = name
        // Names of fixed-width records keep their length, so that nothing else moves.
        let keepsLength = tree.nodes[index].role == .row
        switch Int.random(in: 0..<(keepsLength ? 2 : 6), using: &random) {
        case 0: new[at] = letter
        case 1: new[at] = bytes[range].contains { $0 >= 0x61 } ? letter : letter - 0x20
        case 2: new.append(letter)
        case 3: if new.count > 1 { new.remove(at: at) }
        case 4: new = Array("x_".utf8) + name
        default:
            guard let other = named.randomElement(using: &random), let theirs = tree.nodes[other].nameRange else { return }
            new = Array(bytes[theirs])
        }
        guard new != name else { return }
        give(index, new, &edit)
        edit.say("\(called(index)) is called '\(SourceTree.text(new))'")
    }

    private func give(_ index: Int, _ name: [UInt8], _ edit: inout Edit) {
        if let range = tree.nodes[index].nameRange { edit.replace(range, name) }
        if let range = tree.nodes[index].endNameRange { edit.replace(range, name) }
    }

    func letters(_ edit: inout Edit, _ random: inout SeededGenerator) {
        let isUpper = Bool.random(using: &random)
        func turned(_ range: Range<Int>) -> [UInt8] {
            let text = SourceTree.text(bytes[range])
            return Array((isUpper ? text.uppercased() : text.lowercased()).utf8)
        }
        guard let index = named.randomElement(using: &random) else { return }
        if Int.random(in: 0..<4, using: &random) == 0 {
            // All of them: another program wrote the file.
            for index in named { if let range = tree.nodes[index].nameRange { give(index, turned(range), &edit) } }
            return edit.say("all names in \(isUpper ? "capitals" : "small letters")")
        }
        guard let range = tree.nodes[index].nameRange else { return }
        give(index, turned(range), &edit)
        edit.say("\(called(index)) in \(isUpper ? "capitals" : "small letters")")
    }

    func swap(_ edit: inout Edit, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            // The names change places over their values.
            guard let index = named.randomElement(using: &random) else { return }
            let alike = named.filter { tree.nodes[$0].parent == tree.nodes[index].parent && $0 != index }
            guard let other = alike.randomElement(using: &random), let a = tree.nodes[index].nameRange, let b = tree.nodes[other].nameRange,
                bytes[a] != bytes[b], tree.nodes[index].role != .row
            else { return }
            give(index, Array(bytes[b]), &edit)
            give(other, Array(bytes[a]), &edit)
            edit.say("the names of \(called(index)) and \(called(other)) change places")
        case 2, 3:
            // Two values of one row.
            guard let index = leaves.randomElement(using: &random) else { return }
            exchangeValues(index, in: leaves.filter { tree.nodes[$0].parent == tree.nodes[index].parent }, &edit, &random)
        default:
            // The same value of two rows.
            guard let index = leaves.randomElement(using: &random) else { return }
            let path = tree.path(index)
            exchangeValues(index, in: leaves.filter { tree.path($0) == path }, &edit, &random)
        }
    }

    private func exchangeValues(_ index: Int, in others: [Int], _ edit: inout Edit, _ random: inout SeededGenerator) {
        let other = others.filter { $0 != index && tree.nodes[$0].role == tree.nodes[index].role }.randomElement(using: &random)
        guard let other, let a = tree.nodes[index].valueRange, let b = tree.nodes[other].valueRange else { return }
        let isFixed = tree.separator.isEmpty && tree.nodes[index].role == .cell
        guard !isFixed || a.count == b.count else { return }
        exchange(a, b, &edit)
        edit.say("the values of \(called(index)) and \(called(other)) change places")
    }

    func sign(_ edit: inout Edit, _ random: inout SeededGenerator) {
        let signed = leaves.filter { isSign($0) || isNumber($0) }
        // Sign fields are few among many numbers.
        let marks = signed.filter { isSign($0) }
        guard let index = (Bool.random(using: &random) && !marks.isEmpty ? marks : signed).randomElement(using: &random),
            let range = tree.nodes[index].valueRange
        else { return }
        let old = Array(bytes[range])
        let new: [UInt8]
        if isSign(index) {
            new = Array(["P", "N", "+", "-", " ", "n", "X", "C", "\u{0}", "0"].randomElement(using: &random)?.utf8 ?? "X".utf8)
        } else if tree.separator.isEmpty, tree.nodes[index].role == .cell {
            // Fixed width: the length must not change.
            guard let first = old.firstIndex(where: { $0 != 0x20 }), let last = old.lastIndex(where: { $0 != 0x20 }) else { return }
            var fixed = old
            switch Int.random(in: 0..<4, using: &random) {
            case 0: fixed[first] = UInt8(ascii: "-")
            case 1: fixed[min(last + 1, fixed.count - 1)] = UInt8(ascii: "-")
            case 2: fixed[first] = UInt8(ascii: "+")
            // An overpunched minus.
            default: if (0x30...0x39).contains(fixed[last]) { fixed[last] = fixed[last] == 0x30 ? 0x7D : fixed[last] + 0x19 }
            }
            new = fixed
        } else {
            new = turned(old, &random)
        }
        guard new != old else { return }
        edit.replace(range, new)
        edit.say("\(called(index)) is '\(SourceTree.text(new))', not '\(SourceTree.text(old))'")
    }

    /// The value of a cell, element or member with another sign; quotes stay where they are.
    private func turned(_ old: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let quote = old.first == 0x22 && old.count > 1 ? [UInt8(0x22)] : []
        let number = quote.isEmpty ? old : Array(old.dropFirst().dropLast())
        let minus = [UInt8(ascii: "-")]
        let digits = number.first == minus[0] ? Array(number.dropFirst()) : number
        let new: [UInt8] =
            switch Int.random(in: 0..<9, using: &random) {
            case 0..<4: number == digits ? minus + digits : digits
            case 4: digits + minus
            case 5: Array("\u{2212}".utf8) + digits
            case 6: [0x28] + digits + [0x29]
            case 7: minus + minus + digits
            default: [0x2B] + digits
            }
        return quote + new + quote
    }

    /// A number of a field that holds amounts, quantities or counts; other digits have no sign.
    private func isNumber(_ index: Int) -> Bool {
        guard tree.numberNames.contains(tree.path(index).split(separator: "/").last.map(String.init) ?? "") else { return false }
        let value = (tree.nodes[index].value ?? "").drop { $0 == "\"" }
        return value.wholeMatch(of: #/-?[0-9]+([.,][0-9]+)?/#) != nil && value.count < 25
    }

    /// One character that stands for a sign.
    private func isSign(_ index: Int) -> Bool {
        guard let range = tree.nodes[index].valueRange, range.count == 1 else { return false }
        return "PN+-".utf8.contains(bytes[range.lowerBound])
    }
}
