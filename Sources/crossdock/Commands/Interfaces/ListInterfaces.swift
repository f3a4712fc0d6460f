import ArgumentParser
import Gateway
import Ownership
import Registry

struct ListInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List every interface with its place in its life.")

    @OptionGroup var options: DataOptions

    func run() throws {
        let library = try LibraryLoader.load(options.registry)
        let lives = try Installation.lives(of: library, data: options.data)
        if options.json {
            return Console.say(.array(library.definitions.map { InterfaceText($0, library, lives[$0.reference]).json }))
        }
        var table = Table(["interface", "version", "status", "declared", "decommission by", "writer", "format", "kinds", "title"])
        for definition in library.definitions {
            let life = lives[definition.reference] ?? definition.declared.life
            table.add([
                definition.id, definition.version.description, life.status.rawValue, definition.lifecycle.status.rawValue,
                life.decommissionBy?.description ?? "-", definition.writer, definition.format.kind.rawValue,
                definition.maps.map(\.kindReference).joined(separator: " "), definition.title,
            ])
        }
        Console.say(table.text)
    }
}
