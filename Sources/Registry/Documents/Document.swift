/// A YAML file held against its shapes.
package struct Document {
    package let file: String
    /// What can be read of it: words that are misspelt but clear are put right, what has no meaning is left out.
    let root: Node
    /// What the shapes say against it. A document with complaints is read on only to find more of them.
    let complaints: [Complaint]

    /// - Throws: `Complaints` for text that is not YAML, or does not have the declared shape.
    package init(yaml: String, file: String, book: ShapeBook) throws {
        try self.init(node: try YAMLText(yaml, file: file).node(), file: file, book: book)
        guard complaints.isEmpty else { throw Complaints(complaints) }
    }

    /// Checks a tree that may have been put together from several files.
    ///
    /// - Throws: `Complaints` where there is nothing to read.
    init(node: Node, file: String, book: ShapeBook) throws {
        var checker = ShapeChecker(book: book)
        let read = checker.read(node, book.root, at: "")
        guard let read else { throw Complaints(checker.complaints) }
        self.file = file
        root = read
        complaints = checker.complaints
    }
}
