import ArgumentParser
import Canonical
import Registry
import Translation

struct TestInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the examples of every interface, or of one; exit status 1 if any differs.")

    @Argument(help: "ID, or ID@VERSION.")
    var id: String?

    @Flag(help: "Write what comes out as the new expectation. Read it before you keep it.")
    var write = false

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let library = CompiledLibrary(try LibraryLoader.load(options.folder)).library
        let runner = ExampleRunner(library: library)
        let chosen = library.definitions.filter { id == nil || $0.id == id || $0.reference == id }
        let broken = runner.broken(id)
        if chosen.isEmpty, broken.isEmpty { throw ValidationError("There is no interface '\(id ?? "")'.") }
        let results = try chosen.flatMap { try runner.run($0, writing: write) } + broken
        let failed = results.filter { $0.difference != nil }
        if options.json {
            Console.say(
                .array(
                    results.map { result in
                        .object([
                            ("example", .string(result.name)), ("passed", .boolean(result.difference == nil)),
                            ("difference", .optional(result.difference)),
                        ])
                    }))
        } else {
            for result in failed { Console.say("differs  \(result.name)\n    \(result.difference ?? "")") }
            Console.say("\(results.count - failed.count) passed, \(failed.count) failed")
        }
        if !failed.isEmpty { throw Refused() }
    }
}
