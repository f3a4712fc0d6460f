import Canonical
import GRDB
import Ownership

extension Person {
    /// From a row of `users`.
    init(_ row: Row) {
        self.init(
            name: row.text("name"), roles: Set(Self.words(row.text("roles")).compactMap(Role.init(rawValue:))),
            domains: Self.words(row.text("domains")), isService: row["is_service"],
            isActive: row.instant("revoked_at") == nil)
    }

    /// Roles in the order in which they are declared, as the ledger stores them.
    var roleList: String { Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " ") }
    var domainList: String { domains.joined(separator: " ") }

    /// As the audit keeps what was there before an act and after it.
    var audited: JSONText {
        .object([
            ("roles", .string(roleList)), ("domains", .string(domainList)), ("service", .boolean(isService)),
            ("active", .boolean(isActive)),
        ])
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
