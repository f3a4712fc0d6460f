import Canonical

/// Whether an XML document is well-formed to its end, and within the limits of `XMLTagScanner`.
struct XMLStructure {
    func check(_ source: some ByteSource) throws -> [Finding] {
        do {
            try XMLReader(checking: source).read()
            return []
        } catch let finding as Finding {
            return [finding]
        }
    }
}
