import Canonical
import Foundation
import Intake
import Ledger
import Ownership
import Registry

/// A data folder and a registry, opened together: what every command and the daemon work with. Having
/// one means that the ledger is migrated and durable, that every interface in it compiles, and that who owns what can be
/// read. What is broken of the registry is known by name, and used by nobody.
package struct Installation: Sendable {
    package let library: Library
    package let shelf: PlanShelf
    package let ledger: Ledger
    package let archive: Archive
    package let pipeline: Pipeline
    package let timekeeper: any Timekeeper

    /// - Throws: `Complaints` about what the guard rests on, `LedgerError`, `ArchiveError`.
    package init(data: String, interfaces: String, timekeeper: any Timekeeper = SystemTimekeeper()) throws {
        shelf = PlanShelf(library: try LibraryLoader.load(interfaces))
        library = shelf.library
        ledger = try library.openLedger(in: data, timekeeper: timekeeper)
        archive = try Archive(folder: data + "/archive")
        pipeline = Pipeline(ledger: ledger, shelf: shelf, archive: archive, timekeeper: timekeeper)
        self.timekeeper = timekeeper
    }

    /// Where the registry is if nobody says: `CROSSDOCK_INTERFACES`, `./Interfaces`, or beside a folder
    /// above the program.
    package static func usualInterfaces(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        if let said = environment["CROSSDOCK_INTERFACES"] { return said }
        if FileManager.default.fileExists(atPath: "Interfaces") { return "Interfaces" }
        var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        while let here = folder, here.path != "/" {
            let candidate = here.appendingPathComponent("Interfaces").path
            if FileManager.default.fileExists(atPath: candidate + "/canonical") { return candidate }
            folder = here.deletingLastPathComponent()
        }
        return "Interfaces"
    }
}
