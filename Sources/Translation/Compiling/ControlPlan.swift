import Canonical
import Registry

/// A control total, compiled.
struct ControlPlan: Sendable {
    /// What is added up while rows go by.
    enum Measure: Sendable {
        case count(Set<Int>)
        case sum(record: Int, Formula)
        case countWhere(record: Int, Formula)

        /// The one record it looks at, where there is one.
        var record: Int? {
            switch self {
            case .count: nil
            case .sum(let record, _), .countWhere(let record, _): record
            }
        }
    }

    enum Comparison: Sendable {
        /// The first measure equals what a field states. `isStatedInRows`: the total stands in ordinary records, not in a
        /// header or trailer, and is what they add up to.
        case stated(FieldRef, isStatedInRows: Bool)
        /// A rule over the measures, as registers, and fields of the file; within a group, over the group.
        case rule(Formula)
    }

    let measures: [Measure]
    let comparison: Comparison
    /// The record whose groups are compared one by one; `nil` for the file.
    let within: Int?
    /// `count of item`, or the rule as it is written, for errors.
    let label: String
    let chosenClass: Finding.Class?
    let advice: String?
}
