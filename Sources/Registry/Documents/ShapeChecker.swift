import Canonical

/// Holds a YAML tree against its shapes, collects every complaint, not just the first, and yields what can be read of
/// the tree all the same, so that reading on finds the other complaints without inventing any.
struct ShapeChecker {
    let book: ShapeBook
    private(set) var complaints: [Complaint] = []

    init(book: ShapeBook) { self.book = book }

    /// - Returns: the node as far as it has the shape; `nil` where it has not, after a complaint.
    mutating func read(_ node: Node, _ shape: Shape, at path: String) -> Node? {
        switch book.resolve(shape) {
        case .text: return keep(node, if: node.scalar != nil, "\(name(path)) must be a single value")
        case .integer:
            let isWhole = node.asWritten.map { Int($0) != nil } ?? false
            return keep(node, if: isWhole, "\(name(path)) must be a whole number, found \(found(node))")
        case .flag: return keep(node, if: node.bool != nil, "\(name(path)) must be true or false, found \(found(node))")
        case .date:
            let isDate = BusinessDate(node.asWritten ?? "") != nil
            return keep(node, if: isDate, "\(name(path)) must be a date such as 2027-03-31, found \(found(node))")
        case .choice(let words): return choice(node, words, at: path)
        case .list(let element):
            var list = node
            if node.sequence == nil {
                complain(node, "\(name(path)) must be a list")
                list = Node(.list([node]), at: node.place)
            }
            return items(list, element, at: path)
        case .mapping(let element):
            guard let pairs = node.mapping else {
                complain(node, "\(name(path)) must be a mapping")
                return nil
            }
            var read: [Node.Pair] = []
            for (key, value) in pairs {
                if let value = self.read(value, element, at: join(path, key.asWritten ?? "?")) { read.append((key, value)) }
            }
            return rebuilt(node, .mapping(read), isWhole: read.count == pairs.count)
        case .object(let keys): return object(node, keys, at: path)
        case .either(let shapes): return either(node, shapes, at: path)
        case .named(let missing):
            complain(node, "the shape '\(missing)' is not declared")
            return nil
        }
    }

    private mutating func keep(_ node: Node, if fits: Bool, _ problem: String) -> Node? {
        if fits { return node }
        complain(node, problem)
        return nil
    }

    private mutating func choice(_ node: Node, _ words: [String], at path: String) -> Node? {
        let word = node.asWritten
        if let word, words.contains(word) { return node }
        complain(
            node, "\(name(path)) must be one of \(words.joined(separator: ", ")), found \(found(node))",
            Spelling.suggestion(for: word ?? "", among: words))
        // Where there is only one word to say, it must be meant.
        guard let meant = words.count == 1 ? words[0] : word.flatMap({ Spelling.meant(by: $0, among: words) }) else { return nil }
        return Node(.scalar(.init(string: meant, isQuoted: false)), at: node.place)
    }

    private mutating func items(_ list: Node, _ element: Shape, at path: String) -> Node {
        let items = list.sequence ?? []
        var read: [Node] = []
        for (index, item) in items.enumerated() {
            if let item = self.read(item, element, at: "\(path)[\(index + 1)]") { read.append(item) }
        }
        return rebuilt(list, .list(read), isWhole: read.count == items.count)
    }

    private mutating func either(_ node: Node, _ shapes: [Shape], at path: String) -> Node? {
        var first: (ShapeChecker, Node?)?
        for shape in shapes where fits(node, book.resolve(shape)) {
            var attempt = ShapeChecker(book: book)
            let read = attempt.read(node, shape, at: path)
            if attempt.complaints.isEmpty { return read }
            first = first ?? (attempt, read)
        }
        guard let (attempt, read) = first else {
            complain(node, "\(name(path)) has the wrong form, found \(found(node))")
            return nil
        }
        complaints += attempt.complaints
        return read
    }

    private mutating func object(_ node: Node, _ keys: [Shape.Key], at path: String) -> Node? {
        guard let pairs = node.mapping else {
            complain(node, "\(name(path)) must be a mapping with keys such as '\(keys.first?.name ?? "")'")
            return nil
        }
        var read: [Node.Pair] = []
        var isWhole = true
        for (key, value) in pairs {
            let word = key.asWritten ?? ""
            var known = keys.first { $0.name == word }
            if known == nil {
                complain(key, "unknown key '\(word)' in \(name(path))", Spelling.suggestion(for: word, among: keys.map(\.name)))
                // A misspelt key is read as what it must mean, unless that stands there too.
                known = Spelling.meant(by: word, among: keys.map(\.name).filter { node[$0] == nil }).flatMap { meant in
                    keys.first { $0.name == meant }
                }
            }
            guard let known, !read.contains(where: { $0.key.asWritten == known.name }),
                let value = self.read(value, known.shape, at: join(path, known.name))
            else {
                isWhole = false
                continue
            }
            read.append((Node(.scalar(.init(string: known.name, isQuoted: false)), at: key.place), value))
        }
        for key in keys where key.isRequired && node[key.name] == nil && !read.contains(where: { $0.key.asWritten == key.name }) {
            complain(node, "the key '\(key.name)' is missing in \(name(path))", "It says: \(key.meaning)")
            isWhole = false
        }
        return rebuilt(node, .mapping(read), isWhole: isWhole)
    }

    private func rebuilt(_ node: Node, _ content: Node.Content, isWhole: Bool) -> Node {
        var read = Node(content, at: node.place)
        read.isIncomplete = !isWhole
        return read
    }

    private func fits(_ node: Node, _ shape: Shape) -> Bool {
        switch shape {
        case .list: node.sequence != nil
        case .mapping, .object: node.mapping != nil
        default: node.scalar != nil
        }
    }

    private mutating func complain(_ node: Node, _ problem: String, _ suggestion: String = "") {
        complaints.append(Complaint(at: node.place, problem: problem, suggestion: suggestion))
    }

    private func name(_ path: String) -> String { path.isEmpty ? "the document" : "'\(path)'" }
    private func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func found(_ node: Node) -> String {
        if let text = node.asWritten { return "'\(text)'" }
        return node.sequence != nil ? "a list" : "a mapping"
    }
}
