import Canonical
import Yams

/// Compares a YAML tree with its shapes and collects every complaint, not just the first.
struct ShapeChecker {
    let book: ShapeBook
    let file: String
    private(set) var complaints: [Complaint] = []

    init(book: ShapeBook, file: String) {
        self.book = book
        self.file = file
    }

    mutating func check(_ node: Node, _ shape: Shape, at path: String) {
        switch book.resolve(shape) {
        case .text:
            if node.scalar == nil { complain(node, "\(name(path)) must be a single value") }
        case .integer:
            if node.scalar == nil || Int(node.string ?? "") == nil {
                complain(node, "\(name(path)) must be a whole number, found \(found(node))")
            }
        case .flag:
            if node.bool == nil { complain(node, "\(name(path)) must be true or false, found \(found(node))") }
        case .date:
            if BusinessDate(node.scalar?.string ?? "") == nil {
                complain(node, "\(name(path)) must be a date such as 2027-03-31, found \(found(node))")
            }
        case .choice(let words):
            guard let word = node.scalar?.string, words.contains(word) else {
                complain(
                    node,
                    "\(name(path)) must be one of \(words.joined(separator: ", ")), found \(found(node))",
                    Spelling.suggestion(for: node.scalar?.string ?? "", among: words))
                return
            }
        case .list(let element):
            guard let sequence = node.sequence else {
                complain(node, "\(name(path)) must be a list")
                return
            }
            for (index, item) in sequence.enumerated() { check(item, element, at: "\(path)[\(index + 1)]") }
        case .mapping(let element):
            guard let mapping = node.mapping else {
                complain(node, "\(name(path)) must be a mapping")
                return
            }
            for (key, value) in mapping { check(value, element, at: join(path, key.string ?? "?")) }
        case .object(let keys):
            checkObject(node, keys, at: path)
        case .either(let shapes):
            let attempts = shapes.filter { fits(node, book.resolve($0)) }.map { shape in
                var attempt = ShapeChecker(book: book, file: file)
                attempt.check(node, shape, at: path)
                return attempt.complaints
            }
            if attempts.isEmpty { complain(node, "\(name(path)) has the wrong form, found \(found(node))") }
            if !attempts.contains([]) { complaints += attempts.first ?? [] }
        case .named(let missing):
            complain(node, "the shape '\(missing)' is not declared")
        }
    }

    private mutating func checkObject(_ node: Node, _ keys: [Shape.Key], at path: String) {
        guard let mapping = node.mapping else {
            complain(node, "\(name(path)) must be a mapping with keys such as '\(keys.first?.name ?? "")'")
            return
        }
        for (key, value) in mapping {
            let word = key.string ?? ""
            guard let known = keys.first(where: { $0.name == word }) else {
                complain(
                    key, "unknown key '\(word)' in \(name(path))",
                    Spelling.suggestion(for: word, among: keys.map(\.name)))
                continue
            }
            check(value, known.shape, at: join(path, word))
        }
        for key in keys where key.isRequired && mapping[Node(key.name)] == nil {
            complain(node, "the key '\(key.name)' is missing in \(name(path))", "It says: \(key.meaning)")
        }
    }

    private func fits(_ node: Node, _ shape: Shape) -> Bool {
        switch shape {
        case .list: node.sequence != nil
        case .mapping, .object: node.mapping != nil
        default: node.scalar != nil
        }
    }

    private mutating func complain(_ node: Node, _ problem: String, _ suggestion: String = "") {
        complaints.append(
            Complaint(
                file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0,
                problem: problem, suggestion: suggestion))
    }

    private func name(_ path: String) -> String { path.isEmpty ? "the document" : "'\(path)'" }
    private func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func found(_ node: Node) -> String {
        if let text = node.scalar?.string { return "'\(text)'" }
        return node.sequence != nil ? "a list" : "a mapping"
    }
}
