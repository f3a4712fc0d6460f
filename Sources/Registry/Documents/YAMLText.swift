import Yams

/// Reads YAML within bounds: an alias stands for all of what it names, and aliases of aliases stand for more than any
/// machine can hold.
struct YAMLText {
    /// Most values of a document, those that aliases stand for counted each time.
    static let mostValues = 100_000
    static let deepest = 64
    /// Most places that look like an alias.
    static let mostAliases = 1000

    private let text: String
    private let file: String

    init(_ text: String, file: String) {
        self.text = text
        self.file = file
    }

    /// - Throws: `Complaints` about what is no YAML, is empty, or is beyond the bounds.
    func node() throws -> Node {
        try refuseCostlyAliases()
        do {
            // The parser holds the anchors: without it nobody knows what an alias has in common with its anchor.
            let parser = try Parser(yaml: text)
            guard let root = try parser.singleRoot() else { throw Complaints([Complaint(file: file, problem: "the file is empty")]) }
            return try withExtendedLifetime(parser) {
                var size = Measure()
                _ = size.measure(root)
                if let mark = size.excess { throw excess(mark) }
                return try converted(root)
            }
        } catch let error as YamlError {
            throw Complaints([YAMLExplanation(text, file: file).complaint(about: error)])
        }
    }

    private func converted(_ node: Yams.Node) throws -> Node {
        let place = place(node.mark)
        switch node {
        case .scalar(let scalar):
            return Node(.scalar(.init(string: scalar.string, isQuoted: scalar.style != .plain && scalar.style != .any)), at: place)
        case .sequence(let items): return Node(.list(try items.map(converted)), at: place)
        case .mapping(let pairs):
            var seen: Set<String> = []
            return Node(
                .mapping(
                    try pairs.map { key, value in
                        let key = try converted(key)
                        guard let word = key.asWritten else {
                            throw Complaints([complaint(key.place, "a key must be a plain word", "Write 'word: value'")])
                        }
                        guard seen.insert(word).inserted else {
                            throw Complaints([complaint(key.place, "the key '\(word)' stands twice in one mapping", "Keep one of them")])
                        }
                        return (key, try converted(value))
                    }), at: place)
        case .alias: return Node(.scalar(.init(string: "", isQuoted: false)), at: place)
        }
    }

    private func place(_ mark: Mark?) -> Place { Place(line: mark?.line ?? 0, column: mark?.column ?? 0, file: file) }

    private func complaint(_ place: Place, _ problem: String, _ suggestion: String) -> Complaint {
        Complaint(file: file, line: place.line, column: place.column, problem: problem, suggestion: suggestion)
    }

    private func excess(_ mark: Mark) -> Complaints {
        Complaints([
            complaint(
                place(mark), "what begins here has more than \(Self.mostValues) values or \(Self.deepest) levels, aliases (*name) counted",
                "Write out what is meant; a definition can take over another with 'extends'")
        ])
    }

    // MARK: - aliases

    /// The parser itself pays for aliases in keys, since it compares keys; and a chain of aliases is as deep as it is long.
    private func refuseCostlyAliases() throws {
        let look = AliasLook(text)
        if look.count > Self.mostAliases {
            throw Complaints([
                complaint(
                    Place(line: look.firstLine, column: 1), "the file has more than \(Self.mostAliases) aliases (*name)",
                    "Write out what is meant, or put a text that begins with * into quotes")
            ])
        }
        if look.count > 16, let line = look.costlyKeyLine {
            throw Complaints([
                complaint(Place(line: line, column: 1), "a key must be a plain word in a file with aliases (*name)", "Write 'word: value'")
            ])
        }
    }

    /// How many values a tree has once its aliases stand for what they name. Each anchor is looked at once.
    private struct Measure {
        private var known: [ObjectIdentifier: (count: Int, depth: Int)] = [:]
        /// Where the first thing begins that is too large.
        var excess: Mark?

        mutating func measure(_ node: Yams.Node) -> (count: Int, depth: Int) {
            let anchor = node.anchor.map { ObjectIdentifier($0) }
            if let anchor, let size = known[anchor] { return size }
            var (count, depth) = (1, 0)
            for child in children(of: node) {
                let size = measure(child)
                count = min(count + size.count, YAMLText.mostValues + 1)
                depth = max(depth, size.depth)
            }
            if excess == nil, count > YAMLText.mostValues || depth >= YAMLText.deepest { excess = node.mark }
            if let anchor { known[anchor] = (count, depth + 1) }
            return (count, depth + 1)
        }

        private func children(of node: Yams.Node) -> [Yams.Node] {
            switch node {
            case .sequence(let items): Array(items)
            case .mapping(let pairs): pairs.flatMap { [$0.key, $0.value] }
            default: []
            }
        }
    }
}
