import ArgumentParser
import Canonical
import Registry

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
        try library.requireSound(old)
        try library.requireSound(new)
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
