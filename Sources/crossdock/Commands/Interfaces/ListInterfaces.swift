import ArgumentParser
import Canonical
import Gateway
import Ownership
import Registry
import Translation

struct ListInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List every interface with its place in its life.")

    @OptionGroup var options: DataOptions

    func run() throws {
        let library = CompiledLibrary(try LibraryLoader.load(options.registry)).library
        let lives = try Installation.lives(of: library, data: options.data)
        if options.json {
            let broken = library.broken.filter(\.isInterface).map { file -> JSONText in
                .object([
                    ("interface", .string(file.name)), ("status", .string("broken")), ("file", .string(file.file)),
                    ("complaints", .array(file.complaints.told.map(\.json))),
                ])
            }
            return Console.say(.array(library.definitions.map { InterfaceText($0, library, lives[$0.reference]).json } + broken))
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
        for file in library.broken where file.isInterface {
            let complaints = file.complaints.told.count
            table.add([file.name, "-", "broken", "-", "-", "-", "-", "-", "\(complaints) complaints, see 'crossdock interfaces check'"])
        }
        Console.say(table.text)
    }
}
