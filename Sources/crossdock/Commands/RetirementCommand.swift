import ArgumentParser
import Canonical
import Foundation
import Gateway
import Intake
import Ledger
import Ownership
import Registry

struct RetirementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retirement", abstract: "Interfaces on their way out: who still uses them, and what their end waits for.",
        subcommands: [Board.self, Show.self, Set.self, Slip.self, PlanBrownout.self, Retire.self], defaultSubcommand: Board.self)

    struct Board: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every interface that is transitional, retiring or retired.")

        @OptionGroup var options: DataOptions

        func run() throws {
            let rows = try LifeBook(try options.open().pipeline).board()
            if options.json { Console.say(.array(rows.map(\.json))) } else { Console.say(RetirementText.board(rows)) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show who uses an interface, for which cells and days, its brownouts and its history.")

        @Argument(help: "ID, or ID@VERSION.")
        var id: String

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            try Self.say(try RetirementCommand.find(id, in: installation.library), installation, options)
        }

        static func say(_ definition: InterfaceDefinition, _ installation: Installation, _ options: DataOptions) throws {
            let details = try LifeBook(installation.pipeline).details(of: definition)
            let today = installation.timekeeper.now().utcDay
            if options.json { Console.say(details.json(on: today)) } else { Console.say(RetirementText.page(details, on: today)) }
        }
    }

    static func find(_ id: String, in library: Library) throws -> InterfaceDefinition {
        try library.requireSound(id)
        if let definition = library.definition(id) { return definition }
        throw ValidationError("There is no interface '\(id)'. \(Spelling.suggestion(for: id, among: library.interfaceIDs))")
    }

    /// Takes a step and shows what the life is now; exit status 1 with everything that stands against it.
    static func take(_ act: LifeAct, on id: String, _ reason: String, _ options: DataOptions) throws {
        let installation = try options.open()
        let definition = try find(id, in: installation.library)
        try Refused.telling(json: options.json) {
            let person = try ActingUser.person(in: installation.ledger)
            try LifeBook(installation.pipeline).take(act, on: definition, reason: reason, by: person)
        }
        try Show.say(definition, installation, options)
    }
}
