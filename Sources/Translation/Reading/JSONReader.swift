import Canonical

/// Reads the records of JSON documents.
final class JSONReader {
    private let scanner: JSONScanner<TreeBinder>

    init(_ tree: PathTree, _ assembler: GroupAssembler, _ buffer: ChunkBuffer, weakened: Weakening? = nil) {
        scanner = JSONScanner(
            TreeBinder(tree, assembler, weakened: weakened), buffer, allowsDoubleKeys: weakened == .doubleKey)
    }

    /// Reads one document, or several, each on lines of its own (JSON lines).
    /// - Throws: a finding for what makes the rest unreadable.
    func read() throws { try scanner.read() }
}
