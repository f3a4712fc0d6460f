import Canonical
import Ledger
import Ownership

/// The data was refused: exit status 1. What is said goes to standard error.
struct Refused: Error {
    var text = ""

    /// Carries `body` out. What refuses it is told as the caller reads: sentences on standard error, or with
    /// `json` an object on standard output.
    static func telling<T>(json: Bool, _ body: () throws -> T) throws -> T {
        let missing: [String]
        do {
            return try body()
        } catch let refusal as Refusal {
            missing = refusal.reasons
        } catch let refusal as LifeRefusal {
            missing = refusal.missing
        } catch let error as LedgerError where error.isRefusal {
            missing = ["\(error)"]
        }
        guard json else { throw Refused(text: missing.joined(separator: "\n")) }
        Console.say(.object([("refused", .boolean(true)), ("missing", .array(missing.map { .string($0) }))]))
        throw Refused()
    }
}
