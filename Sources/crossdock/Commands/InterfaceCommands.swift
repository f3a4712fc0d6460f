import ArgumentParser
import Canonical
import Foundation
import Gateway
import Intake
import Ownership
import Registry
import Translation

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

struct ShowInterface: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one interface: records, fields, mapping, life.")

    @Argument(help: "ID, or ID@VERSION.")
    var id: String

    @OptionGroup var options: DataOptions

    func run() throws {
        let library = try LibraryLoader.load(options.registry)
        guard let definition = library.definition(id) else {
            throw ValidationError("There is no interface '\(id)'. \(Spelling.suggestion(for: id, among: library.interfaceIDs))")
        }
        let text = InterfaceText(definition, library, try Installation.lives(of: library, data: options.data)[definition.reference])
        if options.json { Console.say(text.json) } else { Console.say(text.page) }
    }
}

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

struct TestInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the examples of every interface, or of one; exit status 1 if any differs.")

    @Argument(help: "ID, or ID@VERSION.")
    var id: String?

    @Flag(help: "Write what comes out as the new expectation. Read it before you keep it.")
    var write = false

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let library = try LibraryLoader.load(options.folder)
        let runner = ExampleRunner(library: library)
        let chosen = library.definitions.filter { id == nil || $0.id == id || $0.reference == id }
        if chosen.isEmpty { throw ValidationError("There is no interface '\(id ?? "")'.") }
        let results = try chosen.flatMap { try runner.run($0, writing: write) }
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

struct DiffInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Say what changed between two versions, and for whom it matters.")

    @Argument(help: "ID@VERSION.")
    var old: String

    @Argument(help: "ID@VERSION.")
    var new: String

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let library = try LibraryLoader.load(options.folder)
        guard let before = library.definition(old), let after = library.definition(new) else {
            throw ValidationError("There is no such version. \(Spelling.suggestion(for: new, among: library.definitions.map(\.reference)))")
        }
        let diff = InterfaceDiff(from: before, to: after)
        if options.json {
            return Console.say(
                .object([
                    ("sender", .string(diff.compatibility(for: .sender).description)),
                    ("reader", .string(diff.compatibility(for: .reader).description)),
                    (
                        "changes",
                        .array(
                            diff.changes.map { change in
                                .object([
                                    ("side", .string(change.side.rawValue)), ("compatibility", .string(change.compatibility.description)),
                                    ("text", .string(change.text)),
                                ])
                            })
                    ),
                ]))
        }
        var table = Table(["side", "compatibility", "change"])
        for change in diff.changes { table.add([change.side.rawValue, change.compatibility.description, change.text]) }
        Console.say(table.text)
        Console.say("for senders: \(diff.compatibility(for: .sender)); for readers: \(diff.compatibility(for: .reader))")
    }
}

struct PublishInterface: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a version: it never changes from then on.",
        discussion: "Its examples must pass. A version that states revenue needs an approver who is not its author.")

    @Argument(help: "ID@VERSION.")
    var id: String

    @Option(help: "Who publishes; the user unless said.")
    var by: String?

    @Option(help: "Who else looked at it.")
    var approvedBy: String?

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let library = try LibraryLoader.load(options.folder)
        guard let definition = library.definitions.first(where: { $0.reference == id }) else {
            throw ValidationError(
                "There is no version '\(id)'. \(Spelling.suggestion(for: id, among: library.definitions.map(\.reference)))")
        }
        if let failed = try ExampleRunner(library: library).run(definition).first(where: { $0.difference != nil }) {
            throw Refused(text: "its examples do not pass: \(failed.name): \(failed.difference ?? "")")
        }
        do {
            let made = try Publisher(library: library).publish(
                definition, by: by ?? NSUserName(), approvedBy: approvedBy, at: SystemTimekeeper().now())
            Console.say("\(definition.reference) is published, digest \(made.digest)")
        } catch let complaints as Complaints {
            throw Refused(text: "\(complaints)")
        }
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a registry file, for editors.")

    enum File: String, ExpressibleByArgument { case interface, kind, cutover }

    @Argument(help: "interface, kind or cutover.")
    var file: File = .interface

    func run() {
        let book =
            switch file {
            case .interface: InterfaceShape.book
            case .kind: KindShape.book
            case .cutover: CutoverShape.book
            }
        Console.say(JSONSchema.text(of: book, id: "crossdock:\(file.rawValue)").trimmingCharacters(in: .newlines))
    }
}
