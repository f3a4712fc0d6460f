extension Node {
    /// This node over one that it extends. Mappings are merged key by key; a list, and a mapped value below `fields`, is
    /// taken whole.
    func merged(over base: Node) -> Node {
        merged(over: base) { key, mine, theirs in key == "fields" ? mine.replacingNames(in: theirs) : mine.merged(over: theirs) }
    }

    private func replacingNames(in base: Node) -> Node { merged(over: base) { _, mine, _ in mine } }

    private func merged(over base: Node, _ join: (String, Node, Node) -> Node) -> Node {
        guard case .mapping(let mine) = content, case .mapping(var merged) = base.content else { return self }
        for (key, value) in mine {
            if let index = merged.firstIndex(where: { $0.key.asWritten == key.asWritten }) {
                merged[index] = (key, join(key.asWritten ?? "", value, merged[index].value))
            } else {
                merged.append((key, value))
            }
        }
        return Node(.mapping(merged), at: place)
    }
}
