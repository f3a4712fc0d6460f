/// One mapping of a checked document, for readers outside the registry: no YAML library shows through.
package struct Entry {
    private let node: Node

    init(_ node: Node) { self.node = node }

    package var place: Place { node.place }
    package func text(_ key: String) -> String? { node.text(key) }
    package func integer(_ key: String) -> Int? { node.integer(key) }
    package func texts(_ key: String) -> [String] { node.texts(key) }
    package func entry(_ key: String) -> Entry? { node[key].flatMap { $0.mapping == nil ? nil : Entry($0) } }
    package func entries(_ key: String) -> [Entry] { node.nodes(key).map(Entry.init) }
}

extension Document {
    package var entry: Entry { Entry(root) }
}
