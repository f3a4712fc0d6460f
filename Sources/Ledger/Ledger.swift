import Canonical
import Foundation
import GRDB
import Ownership
import Synchronization

/// The durable state of a gateway, and its only writer.
///
/// Opening it proves that the file is there, migrated, and synchronous on every commit. All calls
/// block: they belong on threads of their own, never in a task that shutdown may cancel. A second
/// process may open the same folder at the same time.
package final class Ledger: Sendable {
    package let folder: String
    /// Who may open cells that do not exist yet.
    package let charter: Charter
    /// Which targets are told of whose facts.
    package let egress: EgressMap
    /// What the registry says of interfaces.
    package let contracts: ContractBook
    /// Whether time alone may move anything here: boundaries that open, records whose day has begun.
    let actsByItself: Bool
    /// A law that a test has switched off.
    let weakened: Weakening?
    /// What it says that a contract means, by `id@version`.
    let meaning: @Sendable (String) -> InterfaceMeaning?
    /// When the registry was read, near enough.
    let readAt: Instant
    let timekeeper: any Timekeeper
    let pool: DatabasePool
    /// Transfers that a `Posting` of this process holds open: not to be taken for crashed ones.
    let open = Mutex<Set<Int64>>([])
    /// The latest day for which this process has done what was due.
    let caughtUpTo = Mutex<BusinessDate?>(nil)
    /// The latest day on which this process has looked whether mappings have changed.
    let mappingsNoticed = Mutex<BusinessDate?>(nil)

    /// - Parameters:
    ///   - folder: created if missing, readable by its owner only.
    ///   - actsByItself: `false` where the registry cannot be read, so that nothing is decided for want of it.
    /// - Throws: `LedgerError.newerSchema` if a later release has migrated the file.
    package init(
        folder: String, timekeeper: any Timekeeper, charter: Charter, egress: EgressMap = EgressMap(),
        contracts: ContractBook = ContractBook(), meaning: @escaping @Sendable (String) -> InterfaceMeaning? = { _ in nil },
        actsByItself: Bool = true, weakened: Weakening? = nil
    ) throws {
        self.folder = folder
        self.timekeeper = timekeeper
        self.charter = charter
        self.egress = egress
        self.contracts = contracts
        self.actsByItself = actsByItself
        self.weakened = weakened
        self.meaning = meaning
        readAt = timekeeper.now()
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        pool = try Storage.open(path: Self.path(in: folder))
    }

    /// The database file within a ledger's folder.
    package static func path(in folder: String) -> String { folder + "/ledger.sqlite" }

    /// One immediate transaction. Not cancellable, see the type's description.
    func write<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try pool.write(body)
        } catch let error as DatabaseError {
            throw LedgerError(error) ?? error
        }
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try pool.read(body)
        } catch let error as DatabaseError {
            throw LedgerError(error) ?? error
        }
    }

    /// Whether the ledger can be written: takes the write lock, and lets it go without a change.
    package func probe() throws {
        try write { db in try db.execute(sql: "UPDATE audit_head SET count = count WHERE id = 0") }
    }

    /// Copies the whole ledger, as of one moment, to `file`, which must not exist.
    package func backup(to file: String) throws {
        guard !FileManager.default.fileExists(atPath: file) else { throw LedgerError.backupExists }
        let target = try DatabaseQueue(path: file)
        try pool.backup(to: target)
        try target.close()
    }
}
