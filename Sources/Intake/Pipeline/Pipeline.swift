import Canonical
import Foundation
import Ledger
import Ownership
import Registry
import Translation

/// The one way through: archive, translation, ownership, ledger. A file and a REST body take the same
/// path; only the door differs. All calls block: make them on threads of your own.
package final class Pipeline: Sendable {
    package let ledger: Ledger
    package let shelf: PlanShelf
    package let archive: Archive
    private let timekeeper: any Timekeeper

    package init(ledger: Ledger, shelf: PlanShelf, archive: Archive, timekeeper: any Timekeeper) {
        self.ledger = ledger
        self.shelf = shelf
        self.archive = archive
        self.timekeeper = timekeeper
    }

    /// A body at hand.
    package func receive(_ arrival: Arrival, body: [UInt8]) throws -> Receipt {
        let stored = try archive.store { sink in try body.withUnsafeBytes { try sink($0) } }
        return try post(arrival, stored) { MemorySource(body) }
    }

    /// A file on this machine. It is copied into the archive first, and read from there.
    package func receive(_ arrival: Arrival, file: String, watch: @escaping @Sendable (TransferProgress) -> Void = { _ in }) throws
        -> Receipt
    {
        let size = ((try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int) ?? 0
        var source: any ByteSource = WatchedSource(try FileSource(path: file), step: .archiving, size: size, watch)
        let stored = try archive.store { sink in
            try withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer in
                while true {
                    let count = try source.read(into: buffer)
                    if count == 0 { return }
                    try sink(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            }
        }
        return try receive(arrival, stored: stored, watch: watch)
    }

    /// Bytes that are in the archive already.
    package func receive(_ arrival: Arrival, stored: Archive.Stored, watch: @escaping @Sendable (TransferProgress) -> Void = { _ in })
        throws -> Receipt
    {
        try post(arrival, stored, watch: watch) { try FileSource(path: stored.path) }
    }

    /// Translates an archived transfer again under today's definitions and crosswalks: what was posted
    /// comes out as duplicate, what was refused or rejected gets another chance. What it states keeps its place among other
    /// statements: what has been said since stays current.
    ///
    /// - Parameter isNewStatement: a person says that it is meant now, and so is the latest word.
    /// - Throws: also where `user` may not, `LedgerError.notPermitted`.
    package func replay(
        _ transfer: TransferView, by user: String, isNewStatement: Bool = false,
        watch: @escaping @Sendable (TransferProgress) -> Void = { _ in }
    ) throws -> Receipt {
        try ledger.requireRepairer(user)
        let version = "\(transfer.interface)@\(transfer.version)"
        // Another version is no substitute for one that is there and has complaints.
        let reference =
            shelf.library.definition(version) == nil && shelf.library.obstacle(to: version) == nil ? transfer.interface : version
        if let obstacle = shelf.library.obstacle(to: reference) { throw PipelineError(obstacle) }
        guard let plan = shelf.plan(reference) else { throw PipelineError.unknownInterface(transfer.interface) }
        guard let digest = transfer.digest, archive.holds(digest) else { throw PipelineError.notArchived(transfer.id) }
        var arrival = Arrival(
            door: transfer.door == .rest || isNewStatement ? .command : transfer.door, source: user, name: transfer.name, plan: plan,
            writer: transfer.writer)
        if !isNewStatement { arrival.restates = transfer.restates ?? transfer.id }
        return try receive(arrival, stored: .init(digest: digest, size: transfer.size, path: archive.path(of: digest)), watch: watch)
    }

    private func post(
        _ arrival: Arrival, _ stored: Archive.Stored, watch: @escaping @Sendable (TransferProgress) -> Void = { _ in },
        _ open: () throws -> some ByteSource & Sendable
    ) throws -> Receipt {
        let receipt = try carry(arrival, stored, watch, open)
        PipelineMetrics().note(receipt)
        return receipt
    }

    private func carry(
        _ arrival: Arrival, _ stored: Archive.Stored, _ watch: @escaping @Sendable (TransferProgress) -> Void,
        _ open: () throws -> some ByteSource & Sendable
    ) throws -> Receipt {
        // No decision needs it: armed cells hold, and a day opens in the transaction that posts. What fails here is
        // logged and tried again by the gateway's upkeep.
        try? ledger.catchUp()
        try ledger.noteArchived(stored.digest, size: Int64(stored.size))
        let posting: Posting
        switch try ledger.open(draft(arrival, stored)) {
        case .duplicate(let receipt), .refused(let receipt): return receipt
        case .new(let new), .resume(let new, _): posting = new
        }
        if let receipt = try refuseUnread(arrival, stored, posting) { return receipt }
        let checked = try lookOver(arrival, size: stored.size) { WatchedSource(try open(), step: .checking, size: stored.size, watch) }
        if posting.postedThrough == 0, !checked.findings.isEmpty {
            return try posting.refuse(checked.findings, records: checked.records, account: checked.account)
        }
        let source = WatchedSource(try open(), step: .posting, size: stored.size, watch)
        return try Conveyor(arrival.plan, arrival.name, checked.structure, inline: stored.size < 1 << 20).run(source, into: posting)
    }

    /// What is known of a file before anything of it is posted.
    struct Checked {
        /// What the whole file breaks: its structure, controls, and the threshold of rejected records.
        var findings: [Finding]
        var records: Int
        var structure = Structure()
        /// What was counted on the way; `nil` where the file was not translated.
        var account: FileAccount?
        var counts = FileCounts()
    }

    /// Looks over a whole file: its structure, and where the definition compares something over the whole of it, all of it.
    func lookOver(_ arrival: Arrival, size: Int, _ open: () throws -> some ByteSource) throws -> Checked {
        let isBody = arrival.door == .rest
        if arrival.plan.checksStructure(size: size, isBody: isBody) {
            // An XML or JSON document that is none: nothing of it may be posted.
            let findings = try arrival.plan.checkStructure(try open(), file: arrival.name, isBody: isBody)
            if !findings.isEmpty { return Checked(findings: findings, records: 0) }
        }
        guard arrival.plan.needsSurvey else {
            let structure = try StructuralPass(plan: arrival.plan, file: arrival.name).look(try open())
            return Checked(findings: structure.findings, records: 0, structure: structure)
        }
        let (survey, structure) = try Translator.survey(plan: arrival.plan, file: arrival.name, try open())
        return Checked(
            findings: survey.findings + overThreshold(survey, arrival), records: survey.records, structure: structure,
            account: FileAccount(survey), counts: survey.counts)
    }

    /// Whole files that are decided without reading: empty ones.
    private func refuseUnread(_ arrival: Arrival, _ stored: Archive.Stored, _ posting: Posting) throws -> Receipt? {
        guard stored.size == 0 else { return nil }
        guard let finding = emptiness(arrival) else { return try posting.finish(account: FileAccount()) }
        return try posting.refuse([finding], records: 0, account: FileAccount())
    }

    /// What is wrong with zero bytes, `nil` where the interface lets them be.
    func emptiness(_ arrival: Arrival) -> Finding? {
        guard arrival.plan.definition.emptyFile == .exception else { return nil }
        return Finding(
            interface: arrival.plan.definition.reference, file: arrival.name, rule: "empty", expected: "at least one record",
            found: "zero bytes", advice: "If the interface may report nothing, say 'on-empty: accept' in its definition")
    }

    private func overThreshold(_ survey: TranslationSummary, _ arrival: Arrival) -> [Finding] {
        guard let limit = arrival.plan.definition.errorPolicy.thresholdPerMille, survey.rejected * 1000 > survey.records * limit
        else { return [] }
        return [
            Finding(
                interface: arrival.plan.definition.reference, file: arrival.name, rule: "file-threshold",
                expected: "at most \(Decimal64(mantissa: Int64(limit), scale: 1))% of the records rejected",
                found: "\(survey.rejected) of \(survey.records)",
                advice: "So many errors have one cause: check the file's layout and encoding")
        ]
    }

    func draft(_ arrival: Arrival, _ stored: Archive.Stored) -> TransferDraft {
        let definition = arrival.plan.definition
        return TransferDraft(
            door: arrival.door, source: arrival.source, name: arrival.name, interface: definition.id,
            version: definition.version.description, writer: arrival.writer, states: definition.states,
            standing: definition.declared.life.standing,
            correction: definition.correction == .ask ? .ask : .replace, size: stored.size, digest: stored.digest,
            receivedAt: timekeeper.now(), idempotencyKey: arrival.idempotencyKey, pickup: arrival.pickup,
            locations: arrival.locations, restates: arrival.restates)
    }
}
