/// A run of consecutive records of one transfer on its way from translation to the ledger, laid out
/// flat so that a million records cost a few hundred allocations.
///
/// Every record of the run is either in `entries` or rejected with at least one finding; numbers run
/// without gaps from `first` to `last`.
package struct RecordBatch: Sendable {
    /// One translated record. Ranges point into `bytes`.
    package struct Entry: Sendable {
        /// From 1 within the transfer.
        package var number: Int
        /// Index into `kinds`.
        package var kind: Int
        /// Index into `scopes`.
        package var scope: Int
        package var date: BusinessDate
        /// The natural key: its parts percent-encoded and joined by `:`.
        package var key: Range<Int>
        /// The canonical JSON, whose SHA-256 is the record's digest.
        package var body: Range<Int>
        package var flags: RecordFlags
        /// The version that the record states of itself, where its kind declares one; a later one is greater. An instant in
        /// milliseconds since 1970, or a whole number.
        package var order: Int64?
        /// Line and byte offset where the record begins in the file.
        package var line: Int
        package var offset: Int

        package init(
            number: Int, kind: Int, scope: Int, date: BusinessDate, key: Range<Int>, body: Range<Int>,
            flags: RecordFlags = [], line: Int = 0, offset: Int = -1, order: Int64? = nil
        ) {
            self.number = number
            self.kind = kind
            self.scope = scope
            self.date = date
            self.key = key
            self.body = body
            self.flags = flags
            self.line = line
            self.offset = offset
            self.order = order
        }
    }

    /// A record that could not be translated.
    package struct Rejection: Sendable {
        package var number: Int
        package var findings: [Finding]

        package init(number: Int, findings: [Finding]) {
            self.number = number
            self.findings = findings
        }
    }

    package var kinds: [Kind]
    package var scopes: [Scope] = []
    package var bytes: [UInt8] = []
    package var entries: [Entry] = []
    package var rejections: [Rejection] = []
    /// Codes that were not in their crosswalk but were let through: (crosswalk, code) → how often.
    package var unknownCodes: [UnknownCode: Int] = [:]
    package var first = 1

    package init(kinds: [Kind]) { self.kinds = kinds }

    package var count: Int { entries.count + rejections.count }
    package var last: Int { first + count - 1 }

    /// Empties the batch and keeps its memory; the next record is number `first`.
    package mutating func reset(first: Int) {
        self.first = first
        scopes.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        rejections.removeAll(keepingCapacity: true)
        unknownCodes.removeAll(keepingCapacity: true)
    }
}
