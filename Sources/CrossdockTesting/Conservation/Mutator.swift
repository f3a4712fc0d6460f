/// Makes mutations of one file. The same seed gives the same mutation.
package struct Mutator: Sendable {
    let tree: SourceTree
    /// Nodes with bytes of their own.
    let pieces: [Int]
    let leaves: [Int]
    let lineEnds: [Range<Int>]

    package init(_ tree: SourceTree) {
        self.tree = tree
        pieces = tree.nodes.indices.filter { $0 > 0 && tree.nodes[$0].role != .scalar && !tree.nodes[$0].range.isEmpty }
        leaves = tree.leaves
        var ends: [Range<Int>] = []
        var at = 0
        while at < tree.bytes.count {
            let next = SourceTree.isLineEnd(tree.bytes[at]) ? tree.after(lineEnd: at) : at + 1
            if SourceTree.isLineEnd(tree.bytes[at]) { ends.append(at..<next) }
            at = next
        }
        lineEnds = ends
    }

    var bytes: [UInt8] { tree.bytes }

    /// `nil` where there is nothing of the kind to do, or it would change nothing.
    package func mutation(_ kind: Mutation.Kind, seed: UInt64) -> Mutation? {
        var random = SeededGenerator(seed: seed)
        var edit = Edit(bytes)
        switch kind {
        case .cut: cut(&edit, &random)
        case .glue: glue(&edit, &random)
        case .drop: drop(&edit, &random)
        case .double: double(&edit, &random)
        case .rename: rename(&edit, &random)
        case .reorder: reorder(&edit, &random)
        case .insert: insert(&edit, &random)
        case .swap: swap(&edit, &random)
        case .sign: sign(&edit, &random)
        case .letters: letters(&edit, &random)
        }
        let result = edit.result
        guard result != bytes, !edit.what.isEmpty else { return nil }
        let offset = zip(result, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(result.count, bytes.count)
        return Mutation(kind: kind, bytes: result, what: edit.what.joined(separator: ", "), offset: offset)
    }

    /// Replacements of byte ranges of the file, which do not overlap.
    struct Edit {
        let bytes: [UInt8]
        private var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
        private(set) var what: [String] = []

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func say(_ text: String) { what.append(text) }

        mutating func replace(_ range: Range<Int>, _ new: some Sequence<UInt8>) { replacements.append((range, Array(new))) }

        /// Where two replacements overlap, the one that begins first counts.
        var result: [UInt8] {
            let ordered = replacements.enumerated().sorted { a, b in
                let (left, right) = (a.element.range, b.element.range)
                return (left.lowerBound, left.isEmpty ? 0 : 1, a.offset) < (right.lowerBound, right.isEmpty ? 0 : 1, b.offset)
            }
            var result: [UInt8] = []
            var at = 0
            for (_, replacement) in ordered where replacement.range.lowerBound >= at {
                result += bytes[at..<replacement.range.lowerBound]
                result += replacement.bytes
                at = replacement.range.upperBound
            }
            return result + bytes[at...]
        }
    }

    // MARK: - pieces

    func called(_ index: Int) -> String { "\(tree.path(index)) at byte \(tree.nodes[index].range.lowerBound)" }

    /// The piece with what separates it from its neighbours, so that the rest is well formed without it.
    func whole(_ index: Int) -> Range<Int> {
        let node = tree.nodes[index]
        switch node.role {
        case .row, .group, .header: return node.range.lowerBound..<tree.after(lineEnd: node.range.upperBound)
        case .attribute: return node.range.lowerBound - 1..<node.range.upperBound
        case .cell where tree.separator.isEmpty, .element, .file: return node.range
        case .cell, .member, .object, .array, .scalar: break
        }
        let siblings = tree.nodes[node.parent].children
        guard let position = siblings.firstIndex(of: index), siblings.count > 1 else { return node.range }
        if position + 1 < siblings.count { return node.range.lowerBound..<tree.nodes[siblings[position + 1]].range.lowerBound }
        return tree.nodes[siblings[position - 1]].range.upperBound..<node.range.upperBound
    }

    /// Puts a copy of the piece `index` behind the piece `place`.
    func copy(_ index: Int, behind place: Int, _ edit: inout Edit) {
        let (node, range) = (tree.nodes[index], tree.nodes[index].range)
        let end = tree.nodes[place].range.upperBound
        switch node.role {
        case .row, .group, .header:
            let after = tree.after(lineEnd: end)
            let lineEnd = after > end ? Array(bytes[end..<after]) : [0x0A]
            if after > end { edit.replace(after..<after, bytes[range] + lineEnd) } else { edit.replace(end..<end, lineEnd + bytes[range]) }
        case .attribute: edit.replace(end..<end, [0x20] + bytes[range])
        default: edit.replace(end..<end, tree.separator + bytes[range])
        }
    }

    /// Rows and what is like them: where a mutation does the most.
    func pick(_ random: inout SeededGenerator, _ roles: Set<SourceNode.Role> = []) -> Int? {
        let wanted = roles.isEmpty ? pieces : pieces.filter { roles.contains(tree.nodes[$0].role) }
        return wanted.randomElement(using: &random)
    }

    /// The cells of one column, header first; empty without a header.
    func columns(_ random: inout SeededGenerator) -> (name: String, cells: [Int])? {
        guard let header = tree.nodes.indices.first(where: { tree.nodes[$0].role == .header }) else { return nil }
        guard let position = tree.nodes[header].children.indices.randomElement(using: &random) else { return nil }
        return (tree.nodes[tree.nodes[header].children[position]].value ?? "", column(position, header))
    }

    func column(_ position: Int, _ header: Int) -> [Int] {
        let rows = tree.nodes.indices.filter { tree.nodes[$0].role == .row || $0 == header }
        return rows.compactMap { position < tree.nodes[$0].children.count ? tree.nodes[$0].children[position] : nil }
    }
}
