/// What bad records do to their file. A bad line always rejects its group.
package struct ErrorPolicy: Sendable, Hashable {
    /// Tenths of a percent of the file's records; one more rejected than this refuses the file.
    /// `nil`: the good ones are posted, however few.
    package var thresholdPerMille: Int?
}
