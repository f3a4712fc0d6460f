/// One thing in which a file says something else than another.
package enum SourceChange: Sendable, Hashable {
    /// `isLast`: nothing of its name stood behind it in the same piece.
    case removed(path: String, says: String, isLast: Bool)
    case added(path: String, says: String)
    case changed(path: String, from: String, to: String)

    package var path: String {
        switch self {
        case .removed(let path, _, _), .added(let path, _), .changed(let path, _, _): path
        }
    }
}

extension SourceTree {
    /// What `other` says differently, bytes that no field declares aside. A piece that stands elsewhere is removed and added.
    package func changes(to other: SourceTree) -> [SourceChange] {
        var changes: [SourceChange] = []
        compare(0, other, 0, &changes)
        return changes.filter { !($0.path.split(separator: "/").last?.hasPrefix("#") ?? false) }
    }

    private func compare(_ a: Int, _ other: SourceTree, _ b: Int, _ changes: inout [SourceChange]) {
        let (mine, theirs) = (nodes[a], other.nodes[b])
        if mine.value != theirs.value {
            changes.append(.changed(path: path(a), from: mine.value ?? "", to: theirs.value ?? ""))
        }
        let (left, right) = (mine.children, theirs.children)
        let (said, heard) = (left.map { saying($0) }, right.map { other.saying($0) })
        var (i, j) = (0, 0)
        for (matchedLeft, matchedRight) in Self.common(said, heard) + [(left.count, right.count)] {
            pair(Array(left[i..<matchedLeft]), other, Array(right[j..<matchedRight]), &changes)
            (i, j) = (matchedLeft + 1, matchedRight + 1)
        }
    }

    /// Neighbours between two that are alike: those of one name are compared in order, the rest came or went.
    private func pair(_ left: [Int], _ other: SourceTree, _ right: [Int], _ changes: inout [SourceChange]) {
        var right = right
        // Fewer on one side: which one went is not known, so the likeliest is what comes first.
        for a in left {
            if let at = right.firstIndex(where: { other.nodes[$0].name == nodes[a].name && other.nodes[$0].role == nodes[a].role }) {
                compare(a, other, right.remove(at: at), &changes)
            } else {
                let siblings = nodes[nodes[a].parent].children
                changes.append(
                    .removed(path: path(a), says: saying(a), isLast: siblings.last { nodes[$0].name == nodes[a].name } == a))
            }
        }
        for b in right { changes.append(.added(path: other.path(b), says: other.saying(b))) }
    }

    /// The longest list of pairs that are alike and in order on both sides.
    private static func common(_ a: [String], _ b: [String]) -> [(Int, Int)] {
        var lengths = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                lengths[i][j] = a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
            }
        }
        var (i, j) = (0, 0)
        var pairs: [(Int, Int)] = []
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[i + 1][j] >= lengths[i][j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
