import ArgumentParser
import Canonical
import Intake
import Registry

struct CheckInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the registry; exit status 1 with every complaint if anything is wrong.")

    @Argument(help: "The folder; the usual one unless said.")
    var path: String?

    @OptionGroup var options: RegistryOptions

    func run() throws {
        do {
            let shelf = try PlanShelf(library: LibraryLoader.load(path ?? options.folder))
            let library = shelf.library
            let text =
                "\(library.definitions.count) interfaces, \(library.kinds.count) kinds, \(library.crosswalks.count) crosswalks: all good"
            if options.json { Console.say(.object([("good", .boolean(true)), ("complaints", .array([]))])) } else { Console.say(text) }
        } catch let complaints as Complaints {
            if options.json {
                Console.say(
                    .object([
                        ("good", .boolean(false)),
                        (
                            "complaints",
                            .array(
                                complaints.all.map { complaint in
                                    .object([
                                        ("file", .string(complaint.file)), ("line", .integer(complaint.line)),
                                        ("column", .integer(complaint.column)),
                                        ("problem", .string(complaint.problem)), ("suggestion", .string(complaint.suggestion)),
                                    ])
                                })
                        ),
                    ]))
                throw Refused()
            }
            throw Refused(text: "\(complaints)")
        }
    }
}
