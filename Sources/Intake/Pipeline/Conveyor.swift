import Canonical
import Foundation
import Ledger
import Synchronization
import Translation

/// Carries batches from the translator to the ledger. A large file is translated on a thread of its own
/// while the ledger posts, with a few batches between them; a small one takes one thread.
struct Conveyor {
    private let plan: Plan
    private let name: String
    private let structure: Structure
    private let isInline: Bool

    /// - Parameter structure: what a look over the whole file has found.
    init(_ plan: Plan, _ name: String, _ structure: Structure, inline: Bool) {
        self.plan = plan
        self.name = name
        self.structure = structure
        isInline = inline
    }

    /// Posts everything and closes the transfer, the last batch in one commit with it.
    func run(_ source: some ByteSource & Sendable, into posting: Posting) throws -> Receipt {
        var last: RecordBatch?
        // One batch is held back: the last one is posted together with the end of the transfer.
        func take(_ batch: consuming RecordBatch) throws {
            if let ready = last { try posting.post(ready) }
            last = batch
        }
        let summary: TranslationSummary
        if isInline {
            summary = try Translator(plan: plan, file: name, structure: structure, gathers: true).translate(source) { try take($0) }
        } else {
            let belt = Belt()
            let (plan, name, structure) = (self.plan, self.name, self.structure)
            let thread = Thread {
                do {
                    belt.end(
                        .success(try Translator(plan: plan, file: name, structure: structure).translate(source) { try belt.put($0) }))
                } catch {
                    belt.end(.failure(error))
                }
            }
            thread.stackSize = 4 << 20
            thread.start()
            do {
                while let batch = belt.next() { try take(batch) }
            } catch {
                belt.abandon()
                throw error
            }
            summary = try belt.result()
        }
        let findings = summary.findings + summary.unclaimed(plan, name)
        if posting.postedThrough == 0, !findings.isEmpty {
            return try posting.refuse(findings, records: summary.records, account: FileAccount(summary))
        }
        return try posting.finish(last: last, findings: findings, account: FileAccount(summary))
    }
}
