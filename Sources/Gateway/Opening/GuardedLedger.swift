import Canonical
import Intake
import Ledger
import Registry

/// A ledger as cutovers need it: also where the registry has complaints. A half-written plan must not stand in the
/// way of whoever takes a boundary back; nor does time alone move anything then.
package struct GuardedLedger: Sendable {
    package let ledger: Ledger
    /// What is good of the registry; `nil` where what the guard rests on has complaints.
    package let library: Library?
    package let complaints: Complaints?

    /// - Throws: `Complaints` where the guard's own files have some, `ownership.yaml` and `egress.yaml`; `LedgerError`.
    package init(data: String, interfaces: String, timekeeper: any Timekeeper = SystemTimekeeper()) throws {
        let loaded = Result { try LibraryLoader.load(interfaces) }
        switch loaded {
        case .success(let whole):
            let all = whole.broken.flatMap(\.complaints).told
            (library, complaints) = (whole, all.isEmpty ? nil : Complaints(all))
            ledger = try whole.openLedger(in: data, timekeeper: timekeeper, actsByItself: all.isEmpty)
        case .failure(let error):
            guard let error = error as? Complaints else { throw error }
            (library, complaints) = (nil, error)
            ledger = try LibraryLoader.loadGuard(interfaces).openLedger(in: data, timekeeper: timekeeper, actsByItself: false)
        }
    }
}
