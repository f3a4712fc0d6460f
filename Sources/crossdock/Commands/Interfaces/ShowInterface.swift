import ArgumentParser
import Gateway
import Registry

struct ShowInterface: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one interface: records, fields, mapping, life.")

    @Argument(help: "ID, or ID@VERSION.")
    var id: String

    @OptionGroup var options: DataOptions

    func run() throws {
        let library = try LibraryLoader.load(options.registry)
        try library.requireSound(id)
        guard let definition = library.definition(id) else {
            throw ValidationError("There is no interface '\(id)'. \(Spelling.suggestion(for: id, among: library.interfaceIDs))")
        }
        let text = InterfaceText(definition, library, try Installation.lives(of: library, data: options.data)[definition.reference])
        if options.json { Console.say(text.json) } else { Console.say(text.page) }
    }
}
