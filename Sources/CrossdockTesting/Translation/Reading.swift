import Canonical
import Foundation
import Translation

/// All that came of a small payload, in the order of its records.
package struct Reading: Sendable {
    package enum Outcome: Sendable {
        /// Canonical JSON, with its scope and key.
        case record(json: String, scope: Scope, key: String, flags: RecordFlags)
        case rejected([Finding])
    }

    package private(set) var outcomes: [Outcome] = []
    package private(set) var unknownCodes: [UnknownCode: Int] = [:]
    package private(set) var summary = TranslationSummary()
    /// Most records and most bytes that one batch held.
    package private(set) var largestBatch = (records: 0, bytes: 0)
    /// What breaks the promise that every record has one number and one outcome; empty if nothing does.
    package fileprivate(set) var broken: [String] = []

    package init(_ source: some ByteSource, _ plan: Plan, file: String = "test.dat", keeping: Bool = true, gathers: Bool = false) throws {
        let kept = Box(Reading())
        summary = try Translator.run(plan: plan, file: file, gathers: gathers, { source }) { kept.value.take($0, keeping) }
        (outcomes, unknownCodes, largestBatch, broken) = (
            kept.value.outcomes, kept.value.unknownCodes, kept.value.largestBatch, kept.value.broken
        )
        if summary.records != kept.value.next - 1 {
            broken.append("\(summary.records) records announced, \(kept.value.next - 1) handed on")
        }
        if summary.rejected != kept.value.rejected {
            broken.append("\(summary.rejected) rejections announced, \(kept.value.rejected) handed on")
        }
    }

    private init() {}

    private var next = 1
    private var rejected = 0

    private mutating func take(_ batch: RecordBatch, _ keeping: Bool) {
        largestBatch = (max(largestBatch.records, batch.count), max(largestBatch.bytes, batch.bytes.count))
        if batch.first != next { broken.append("a batch begins at \(batch.first), not at \(next)") }
        let numbers = (batch.entries.map(\.number) + batch.rejections.map(\.number)).sorted()
        if numbers != Array(next..<next + batch.count) { broken.append("the numbers of a batch have gaps: \(numbers.prefix(20))") }
        next += batch.count
        rejected += batch.rejections.count
        for rejection in batch.rejections where rejection.findings.isEmpty {
            broken.append("record \(rejection.number) is rejected without a finding")
        }
        unknownCodes.merge(batch.unknownCodes) { $0 + $1 }
        guard keeping else { return }
        let records = batch.entries.map { entry in
            let outcome = Outcome.record(
                json: String(decoding: batch.bytes[entry.body], as: UTF8.self), scope: batch.scopes[entry.scope],
                key: String(decoding: batch.bytes[entry.key], as: UTF8.self), flags: entry.flags)
            return (entry.number, outcome)
        }
        let bad = batch.rejections.map { ($0.number, Outcome.rejected($0.findings)) }
        outcomes += (records + bad).sorted { $0.0 < $1.0 }.map(\.1)
    }

    private final class Box {
        var value: Reading
        init(_ value: Reading) { self.value = value }
    }
}

extension Reading {
    package var records: [String] { outcomes.compactMap { if case .record(let json, _, _, _) = $0 { json } else { nil } } }
    package var findings: [Finding] {
        outcomes.flatMap { outcome -> [Finding] in if case .rejected(let findings) = outcome { findings } else { [] } }
    }

    /// The values of the fields `names` of every record, such as `1|2`, `-` where nothing is said, with
    /// the records of `lines` in brackets; `!rule@line:offset` for every finding of a rejected record and
    /// `#rule@line:offset` for those of the file.
    package func rows(_ names: [String], lines: [String] = []) -> [String] {
        outcomes.flatMap { outcome -> [String] in
            switch outcome {
            case .record(let json, _, _, _): [Self.row(json, names, lines)]
            case .rejected(let findings): findings.map { "!\($0.rule)@\($0.line):\($0.offset)" }
            }
        } + summary.findings.map { "#\($0.rule)@\($0.line):\($0.offset)" } + broken.map { "broken: \($0)" }
    }

    private static func row(_ json: String, _ names: [String], _ lines: [String]) -> String {
        guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else { return "not JSON: \(json)" }
        func cells(_ object: [String: Any], _ names: [String]) -> String {
            names.map { object[$0].map { "\($0)" } ?? "-" }.joined(separator: "|")
        }
        guard !lines.isEmpty else { return cells(object, names) }
        let inner = (object["lines"] as? [[String: Any]] ?? []).map { cells($0, lines) }
        return cells(object, names) + "[" + inner.joined(separator: ",") + "]"
    }
}

extension TestContract {
    /// Translates the payload whole, in 7-byte and in 1-byte chunks.
    ///
    /// - Returns: what came of it; what differs between the chunks is in `broken`.
    ///
    /// - Parameter gathers: as small inputs are read, which the ledger gets all at once.
    package func read(_ payload: [UInt8], file: String = "test.dat", gathers: Bool = false) throws -> Reading {
        var whole = try Reading(MemorySource(payload), plan, file: file, gathers: gathers)
        for chunk in [7, 1] {
            let other = try Reading(MemorySource(payload, chunk: chunk), plan, file: file, gathers: gathers)
            if other.transcript != whole.transcript {
                whole.broken.append("\(chunk)-byte chunks disagree:\n\(whole.transcript)\n\(other.transcript)")
            }
        }
        return whole
    }

    package func read(_ payload: String, file: String = "test.dat", gathers: Bool = false) throws -> Reading {
        try read(Array(payload.utf8), file: file, gathers: gathers)
    }
}

extension Reading {
    /// Everything of it, as text to compare.
    package var transcript: String {
        let records = outcomes.flatMap { outcome -> [String] in
            switch outcome {
            case .record(let json, let scope, let key, let flags):
                ["\(scope.kind) \(scope.entity) \(scope.location) \(key) \(flags.rawValue) \(json)"]
            case .rejected(let findings): findings.map { $0.json.compact }
            }
        }
        let codes = unknownCodes.map { "\($0.key.crosswalk) \($0.key.code) \($0.value)" }.sorted()
        return
            (records + summary.findings.map { $0.json.compact } + codes + summary.counts.lines.map { "\($0)" } + [
                "passed over \(summary.passedOver)"
            ]).joined(separator: "\n")
    }
}
