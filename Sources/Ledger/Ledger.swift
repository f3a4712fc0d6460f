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

    /// When this process has compared the store-days of open plans last.
    let comparedAt = Mutex<Instant?>(nil)

    /// - Parameters:
    ///   - folder: created if missing. Only its owner may look into it, also where it is there already.
    ///   - actsByItself: `false` where the registry cannot be read, so that nothing is decided for want of it.
    /// - Throws: `LedgerError.newerSchema` if a later release has migrated the file, `.noFolder`.
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
        if weakened == .readableByOthers {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } else {
            do {
                try PrivateFiles.makeFolder(folder)
            } catch {
                throw LedgerError.noFolder(folder, (error as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)")
            }
            Self.keepPrivate(Self.path(in: folder))
        }
        pool = try Storage.open(path: Self.path(in: folder))
    }

    /// Makes the database file itself, since SQLite would have the umask decide; what it makes beside gets the same mode.
    private static func keepPrivate(_ file: String) {
        // Where it cannot be made, SQLite says why.
        try? PrivateFiles.makeFile(file)
        for ending in databaseEndings { PrivateFiles.tighten(file + ending) }
    }

    /// The database and what SQLite keeps beside it.
    private static let databaseEndings = ["", "-wal", "-shm", "-journal"]

    /// What of the ledger, and of what other floors keep beside it, others could read or change.
    ///
    /// - Parameter names: of the other floors' files and folders.
    package func readableByOthers(beside names: [String] = []) -> [String] {
        PrivateFiles.open(in: folder, names: Self.databaseEndings.map { "ledger.sqlite" + $0 } + names)
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

    /// Copies the whole ledger, as of one moment, to `file`, which must not exist and which only its owner reads.
    package func backup(to file: String) throws {
        do {
            try PrivateFiles.makeFile(file)
        } catch let error as POSIXError where error.code == .EEXIST {
            throw LedgerError.backupExists
        }
        do {
            let target = try DatabaseQueue(path: file)
            try pool.backup(to: target)
            try target.close()
        } catch {
            // Half a copy must not be taken for one.
            unlink(file)
            throw error
        }
    }
}
