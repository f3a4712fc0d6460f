/// Reading of nodes that a `ShapeChecker` has already passed.
extension Node {
    /// Any scalar, as it is written.
    var asWritten: String? { scalar?.string }

    func text(_ key: String) -> String? { self[key]?.asWritten }
    func integer(_ key: String) -> Int? { text(key).flatMap { Int($0) } }
    func flag(_ key: String) -> Bool { self[key]?.bool ?? false }

    func word<Word: RawRepresentable<String>>(_ key: String, _ type: Word.Type = Word.self) -> Word? {
        text(key).flatMap { Word(rawValue: $0) }
    }

    /// A list of scalars, or one scalar standing for a list of one.
    func texts(_ key: String) -> [String] {
        guard let node = self[key] else { return [] }
        return node.sequence?.compactMap(\.asWritten) ?? node.asWritten.map { [$0] } ?? []
    }

    /// A list of nodes, or one mapping standing for a list of one.
    func nodes(_ key: String) -> [Node] {
        guard let node = self[key] else { return [] }
        return node.sequence ?? [node]
    }

    /// A mapping's pairs in written order.
    func pairs(_ key: String) -> [(String, Node)] {
        self[key]?.mapping?.map { ($0.key.asWritten ?? "", $0.value) } ?? []
    }

    /// Where the value of each of its keys stands.
    var keyPlaces: KeyPlaces {
        KeyPlaces(Dictionary((mapping ?? []).map { ($0.key.asWritten ?? "", $0.value.place) }, uniquingKeysWith: { $1 }))
    }
}
