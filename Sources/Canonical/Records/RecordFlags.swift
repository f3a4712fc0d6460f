/// Marks on an accepted record that a person may want to look at. Stored in the ledger.
package struct RecordFlags: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A code was not in its crosswalk and the interface lets it through as it stands.
    package static let unknownCode = RecordFlags(rawValue: 1)
    /// A check failed that the interface declares as a warning.
    package static let checkWarning = RecordFlags(rawValue: 2)
    /// The file has another row that says the very same.
    package static let repeatedRow = RecordFlags(rawValue: 16)
    /// It counts in some of the domains it states; in the others somebody else is the owner.
    package static let partial = RecordFlags(rawValue: 4)
    /// A code does not look as its field says it should, and may have been damaged on its way.
    package static let oddCode = RecordFlags(rawValue: 8)
}
