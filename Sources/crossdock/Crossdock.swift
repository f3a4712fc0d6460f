import ArgumentParser
import Foundation
import Ledger

/// The command line. It parses, calls, and prints; it decides nothing.
@main
struct Crossdock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crossdock",
        abstract: "A gateway between files and REST that knows who may write.",
        discussion: "Exit status: 0 done, 1 the data was refused, 2 usage, 3 could not run.",
        version: "0.1.0",
        subcommands: [
            Serve.self, Ingest.self, InterfacesCommand.self, RecordsCommand.self, TransfersCommand.self, ExceptionsCommand.self,
            CutoverCommand.self, RetirementCommand.self, DeliveriesCommand.self, AuditCommand.self, UsersCommand.self, KeysCommand.self,
            Doctor.self, Backup.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot(nil)
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch let refusal as Refused {
            refuse(refusal.text)
        } catch let error as LedgerError where error.isRefusal {
            refuse("\(error)")
        } catch let error as CheckpointError where error.isRefusal {
            refuse("\(error)")
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            if code == .validationFailure {
                Console.complain(fullMessage(for: error))
                Foundation.exit(2)
            }
            Console.complain("crossdock: \(error)")
            Foundation.exit(3)
        }
    }

    private static func refuse(_ text: String) -> Never {
        if !text.isEmpty { Console.complain(text) }
        Foundation.exit(1)
    }
}
