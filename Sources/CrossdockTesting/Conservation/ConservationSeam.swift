import Translation

/// The one place where conservation tests drive the product. A reader that is reached through a plan keeps the law under the
/// same tests, whatever its format.
package struct ConservationSeam: Sendable {
    package let plan: Plan
    package let file: String

    package init(_ plan: Plan, file: String) {
        self.plan = plan
        self.file = file
    }

    /// All that comes of the bytes, from the look over the whole file to the last record.
    package func account(of bytes: [UInt8]) throws -> ConservationAccount {
        ConservationAccount(try Reading(MemorySource(bytes), plan, file: file))
    }
}
