import GRDB
import Ownership

extension Ledger {
    static func fetchPerson(_ name: String, in db: Database) throws -> Person? { nil }
}
