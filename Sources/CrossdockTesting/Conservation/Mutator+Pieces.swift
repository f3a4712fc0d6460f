extension Mutator {
    private static let rows: Set<SourceNode.Role> = [.row, .group, .object, .element]

    func drop(_ edit: inout Edit, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3:
            guard let piece = pick(&random, Self.rows) ?? pick(&random) else { return }
            edit.replace(whole(piece), [])
            edit.say("without \(called(piece))")
        case 3..<6:
            guard let piece = pick(&random) else { return }
            edit.replace(whole(piece), [])
            edit.say("without \(called(piece))")
        case 6:
            guard let (name, cells) = columns(&random) else {
                guard let piece = pick(&random, [.member, .cell, .attribute]) else { return }
                edit.replace(whole(piece), [])
                return edit.say("without \(called(piece))")
            }
            for cell in cells { edit.replace(whole(cell), []) }
            edit.say("without the column \(name)")
        case 7: dropBytes(1, &edit, &random)
        default: dropBytes(Int.random(in: 2...40, using: &random), &edit, &random)
        }
    }

    private func dropBytes(_ length: Int, _ edit: inout Edit, _ random: inout SeededGenerator) {
        guard bytes.count > length else { return }
        let at = Int.random(in: 0...bytes.count - length, using: &random)
        edit.replace(at..<at + length, [])
        edit.say("without the bytes \(at)..<\(at + length)")
    }

    func double(_ edit: inout Edit, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            guard let piece = pick(&random, Self.rows) ?? pick(&random) else { return }
            copy(piece, behind: piece, &edit)
            edit.say("\(called(piece)) twice")
        case 4..<8:
            guard let piece = pick(&random) else { return }
            copy(piece, behind: piece, &edit)
            edit.say("\(called(piece)) twice")
        case 8:
            guard let (name, cells) = columns(&random) else { return }
            for cell in cells { copy(cell, behind: cell, &edit) }
            edit.say("the column \(name) twice")
        default:
            // Further down, with something between.
            guard let piece = pick(&random, Self.rows) ?? pick(&random),
                let place = tree.nodes[tree.nodes[piece].parent].children.randomElement(using: &random)
            else { return }
            copy(piece, behind: place, &edit)
            edit.say("\(called(piece)) again behind \(called(place))")
        }
    }

    func reorder(_ edit: inout Edit, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6:
            let roles: Set<SourceNode.Role> = Bool.random(using: &random) ? Self.rows : [.row, .group, .object, .element, .member, .cell]
            guard let piece = pick(&random, roles) ?? pick(&random),
                let other = tree.nodes[tree.nodes[piece].parent].children.randomElement(using: &random), other != piece
            else { return }
            exchange(tree.nodes[piece].range, tree.nodes[other].range, &edit)
            edit.say("\(called(piece)) and \(called(other)) change places")
        case 6..<8:
            // To another place, which may be in another group.
            guard let piece = pick(&random, [.row, .element, .object, .group]) ?? pick(&random) else { return }
            let alike = pieces.filter { tree.nodes[$0].role == tree.nodes[piece].role && tree.nodes[$0].name == tree.nodes[piece].name }
            guard let place = alike.randomElement(using: &random), place != piece,
                !whole(piece).contains(tree.nodes[place].range.upperBound)
            else { return }
            edit.replace(whole(piece), [])
            copy(piece, behind: place, &edit)
            edit.say("\(called(piece)) moves behind \(called(place))")
        default:
            guard let header = tree.nodes.indices.first(where: { tree.nodes[$0].role == .header }) else {
                return reorderRows(&edit, &random)
            }
            let count = tree.nodes[header].children.count
            let (a, b) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
            guard a != b else { return }
            for (one, two) in zip(column(a, header), column(b, header)) {
                exchange(tree.nodes[one].range, tree.nodes[two].range, &edit)
            }
            edit.say("the columns \(a + 1) and \(b + 1) change places, with their names")
        }
    }

    private func reorderRows(_ edit: inout Edit, _ random: inout SeededGenerator) {
        let rows = pieces.filter { tree.nodes[$0].role == .row }
        guard let first = rows.indices.dropLast().randomElement(using: &random) else { return }
        exchange(tree.nodes[rows[first]].range, tree.nodes[rows[first + 1]].range, &edit)
        edit.say("\(called(rows[first])) and the next row change places")
    }

    func exchange(_ a: Range<Int>, _ b: Range<Int>, _ edit: inout Edit) {
        guard !a.overlaps(b) else { return }
        edit.replace(a, bytes[b])
        edit.replace(b, bytes[a])
    }
}
