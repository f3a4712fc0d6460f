import Canonical
import GRDB

/// A code that its crosswalk did not know, and how often a transfer had it.
package struct UnknownCodeCount: Sendable, Hashable {
    package let code: UnknownCode
    package let count: Int

    static func fetch(of transfer: Int64, in db: Database) throws -> [UnknownCodeCount] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT crosswalk, code, count FROM unknown_codes WHERE transfer = ?",
            arguments: [transfer])
        return rows.map {
            UnknownCodeCount(
                code: UnknownCode(crosswalk: $0["crosswalk"], code: $0["code"]), count: $0["count"])
        }
    }
}
