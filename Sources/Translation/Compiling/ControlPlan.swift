import Registry

/// A control total, compiled.
struct ControlPlan: Sendable {
    enum Measure: Sendable {
        case count(Set<Int>)
        case sum(record: Int, FieldRef)
    }

    let measure: Measure
    let stated: FieldRef
    /// The total stands in ordinary records, not in a header or trailer: it is what they add up to.
    let isStatedInRows: Bool
    /// The record whose groups are compared one by one; `nil` for the file.
    let within: Int?
    /// `count of item`, for errors.
    let label: String
}
