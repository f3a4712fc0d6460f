import Yams

/// A YAML file checked against its shapes. Whoever holds one may read it without checking again.
package struct Document {
    package let file: String
    let root: Node

    /// - Throws: `Complaints` for text that is not YAML, or does not have the declared shape.
    package init(yaml: String, file: String, book: ShapeBook) throws {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw Complaints([Self.complaint(about: error, in: file)])
        }
        guard let node else {
            throw Complaints([Complaint(file: file, problem: "the file is empty")])
        }
        try self.init(node: node, file: file, book: book)
    }

    /// Checks a tree that was put together from several files.
    init(node: Node, file: String, book: ShapeBook) throws {
        var checker = ShapeChecker(book: book, file: file)
        checker.check(node, book.root, at: "")
        guard checker.complaints.isEmpty else { throw Complaints(checker.complaints) }
        self.file = file
        self.root = node
    }

    private static func complaint(about error: YamlError, in file: String) -> Complaint {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Complaint(file: file, line: mark.line, column: mark.column, problem: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            Complaint(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: "the key '\(keys.first ?? "")' stands twice in one mapping",
                suggestion: "Keep one of them")
        default:
            Complaint(file: file, problem: "not YAML: \(error)")
        }
    }
}
