/// One thing in which a file says something else than another.
package enum SourceChange: Sendable, Hashable {
    /// `isLast`: nothing of its name is left behind it in the same piece.
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
        let common = Self.common(said, heard)
        var pairs: [(Int, Int)] = []
        var gone = left.indices.filter { index in !common.contains { $0.0 == index } }
        var come = right.indices.filter { index in !common.contains { $0.1 == index } }
        // Of one name between the same neighbours, then of one name anywhere, are the same piece that says something else.
        // What says the same elsewhere has moved.
        func gap(_ index: Int, _ side: (Int, Int) -> Int) -> Int { common.count { side($0.0, $0.1) < index } }
        for isNear in [true, false] {
            for index in gone {
                let match = come.first { candidate in
                    other.nodes[right[candidate]].isLike(nodes[left[index]])
                        && (isNear ? gap(index) { a, _ in a } == gap(candidate) { _, b in b } : said[index] != heard[candidate])
                }
                guard let match else { continue }
                pairs.append((left[index], right[match]))
                gone.removeAll { $0 == index }
                come.removeAll { $0 == match }
            }
        }
        for (one, two) in pairs { compare(one, other, two, &changes) }
        for index in gone {
            let behind = left.indices.filter { $0 > index && nodes[left[$0]].isLike(nodes[left[index]]) }
            changes.append(.removed(path: path(left[index]), says: said[index], isLast: behind.allSatisfy { gone.contains($0) }))
        }
        for index in come { changes.append(.added(path: other.path(right[index]), says: heard[index])) }
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
