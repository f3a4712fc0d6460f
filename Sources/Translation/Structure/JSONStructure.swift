import Canonical

/// Whether JSON is well-formed to its end, with each key once in its object; and for canonical JSON, whether it is what the
/// kind's published schema says.
struct JSONStructure {
    private let plan: Plan
    private let isBody: Bool

    /// - Parameter isBody: one request is one document; a file may have one on each line.
    init(_ plan: Plan, isBody: Bool) {
        self.plan = plan
        self.isBody = isBody
    }

    func check(_ source: some ByteSource) throws -> [Finding] {
        let bytes: any ByteSource = plan.definition.format.encoding == .utf16 ? UTF16Source(source) : source
        guard let kind = plan.definition.format.schema, plan.weakened != .restSchema else { return try scan(bytes, Bystander()) }
        let schema = SchemaCheck(kind)
        let findings = try scan(bytes, schema)
        // What is no JSON at all comes first.
        return findings + schema.findings
    }

    private func scan(_ source: any ByteSource, _ visitor: some JSONVisitor) throws -> [Finding] {
        do {
            try JSONScanner(visitor, ChunkBuffer(source), allowsDoubleKeys: plan.weakened == .doubleKey).read(isOne: isBody)
            return []
        } catch let finding as Finding {
            return [finding]
        }
    }
}

package enum JSONDocument {
    /// What makes these bytes something else than one JSON document that has each key of an object once; `nil` where all is
    /// well. For bodies that something else reads.
    package static func fault(in bytes: [UInt8]) -> Finding? {
        do {
            try JSONScanner(Bystander(), ChunkBuffer(MemorySource(bytes))).read(isOne: true)
            return nil
        } catch {
            return error as? Finding
        }
    }
}

/// Looks at nothing: that the scanner comes through is all that is asked.
private final class Bystander: JSONVisitor {
    func document(_ value: JSONValue, line: Int, offset: Int) {}
    func member(_ name: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int) {}
    func element(_ value: JSONValue, line: Int, offset: Int) {}
    func scalar(_ bytes: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int, hasNUL: Bool) {}
    func leaveValue() {}
}
