import Canonical

/// A look over a whole XML or JSON document before anything of it is posted: a document is whole, or nothing of it counts.
extension Plan {
    /// A file of more XML is posted as it is read: what stands before the damage counts, and one rejected record stands for
    /// the rest.
    static let largestCheckedXML = 1 << 20

    /// Whether `checkStructure` has something to look at.
    ///
    /// - Parameters:
    ///   - size: of the whole input, in bytes.
    ///   - isBody: whether it came as one request, and so is one statement.
    package func checksStructure(size: Int, isBody: Bool) -> Bool {
        switch definition.format.kind {
        case .json: true
        case .xml: isBody || size <= Self.largestCheckedXML
        case .fixedWidth, .delimited: false
        }
    }

    /// What refuses the whole input: it is cut off or damaged, has a key twice, or does not follow its schema.
    ///
    /// - Parameter file: the name to give in findings.
    /// - Throws: what the source throws.
    package func checkStructure(_ source: some ByteSource, file: String, isBody: Bool) throws -> [Finding] {
        let findings =
            switch definition.format.kind {
            case .json: try JSONStructure(self, isBody: isBody).check(source)
            case .xml: try XMLStructure().check(source)
            case .fixedWidth, .delimited: [Finding]()
            }
        return findings.map { Translator.placed($0, self, file) }
    }
}
