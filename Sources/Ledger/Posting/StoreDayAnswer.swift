import Canonical
import Ownership

/// The guard's answer to all records of a scope and date.
struct StoreDayAnswer: Hashable {
    let scope: Int64
    let date: BusinessDate
    let reason: Reason
}
