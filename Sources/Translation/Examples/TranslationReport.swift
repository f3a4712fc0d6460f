import Canonical

/// All that came of a small payload, as JSON: what examples are compared with, and what a dry run
/// shows. Holds every record in memory, so it is for examples, not for files.
package struct TranslationReport: Sendable {
    package private(set) var records: [String] = []
    package private(set) var rejections: [RecordBatch.Rejection] = []
    package private(set) var unknownCodes: [UnknownCode: Int] = [:]
    package private(set) var summary = TranslationSummary()

    /// Translates `payload`, given to the reader in chunks of at most `chunk` bytes.
    package init(_ payload: [UInt8], plan: Plan, file: String, chunk: Int = .max) throws {
        var (records, rejections) = ([String](), [RecordBatch.Rejection]())
        var unknown: [UnknownCode: Int] = [:]
        summary = try Translator.run(plan: plan, file: file, gathers: true, { MemorySource(payload, chunk: chunk) }) { batch in
            for entry in batch.entries {
                let key = String(decoding: batch.bytes[entry.key], as: UTF8.self)
                let scope = batch.scopes[entry.scope]
                let id = RecordID(entity: scope.entity, location: scope.location, key: key)
                let body = String(decoding: batch.bytes[entry.body], as: UTF8.self)
                records.append(
                    "{\"kind\":\"\(batch.kinds[entry.kind].reference)\",\"id\":\(JSONText.string(id.description).compact),\"record\":\(body)}"
                )
            }
            rejections += batch.rejections
            unknown.merge(batch.unknownCodes) { $0 + $1 }
        }
        (self.records, self.rejections, unknownCodes) = (records, rejections, unknown)
    }

    /// One record, finding or code a line, so that a difference shows where it is.
    package var text: String {
        var parts: [String] = []
        parts.append(section("records", records))
        parts.append(section("rejected", rejections.flatMap(\.findings).map { $0.json.compact }))
        parts.append(section("file", summary.findings.map { $0.json.compact }))
        let codes = unknownCodes.sorted { ($0.key.crosswalk, $0.key.code) < ($1.key.crosswalk, $1.key.code) }
        parts.append(
            section(
                "unknownCodes",
                codes.map { code, count in
                    JSONText.object([("crosswalk", .string(code.crosswalk)), ("code", .string(code.code)), ("count", .integer(count))])
                        .compact
                }))
        parts.append(
            section(
                "counts",
                summary.counts.lines.map { line in
                    JSONText.object(
                        [("record", .string(line.record)), ("fate", .string(line.fate.rawValue))]
                            + (line.detail.isEmpty ? [] : [("detail", .string(line.detail))]) + [("count", .integer(line.count))]
                    ).compact
                }))
        parts.append("  \"passedOver\": \(summary.passedOver)")
        return "{\n\(parts.joined(separator: ",\n"))\n}\n"
    }

    private func section(_ name: String, _ items: [String]) -> String {
        items.isEmpty ? "  \"\(name)\": []" : "  \"\(name)\": [\n    \(items.joined(separator: ",\n    "))\n  ]"
    }
}
