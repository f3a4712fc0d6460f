import Canonical
import Foundation
import Translation

/// A short queue of batches between two threads: whoever is faster waits.
///
/// Safe to share: everything is read and written under `lock`.
final class Belt: @unchecked Sendable {
    private struct Abandoned: Error {}
    private static let length = 3

    private let lock = NSCondition()
    private var batches: [RecordBatch] = []
    private var outcome: Result<TranslationSummary, any Error>?
    private var isAbandoned = false

    /// Waits for room.
    /// - Throws: if nobody will take it any more.
    func put(_ batch: RecordBatch) throws {
        lock.lock()
        defer { lock.unlock() }
        while batches.count >= Self.length, !isAbandoned { lock.wait() }
        if isAbandoned { throw Abandoned() }
        batches.append(batch)
        lock.signal()
    }

    func end(_ outcome: Result<TranslationSummary, any Error>) {
        lock.lock()
        self.outcome = outcome
        lock.broadcast()
        lock.unlock()
    }

    /// Waits for the next batch; `nil` after the last one.
    func next() -> RecordBatch? {
        lock.lock()
        defer { lock.unlock() }
        while batches.isEmpty, outcome == nil { lock.wait() }
        guard !batches.isEmpty else { return nil }
        let batch = batches.removeFirst()
        lock.signal()
        return batch
    }

    /// What the translator said at its end.
    func result() throws -> TranslationSummary {
        lock.lock()
        defer { lock.unlock() }
        while outcome == nil { lock.wait() }
        return try outcome.map { try $0.get() } ?? TranslationSummary()
    }

    func abandon() {
        lock.lock()
        isAbandoned = true
        lock.broadcast()
        lock.unlock()
    }
}
