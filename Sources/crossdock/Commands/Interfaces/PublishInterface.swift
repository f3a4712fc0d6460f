import ArgumentParser
import Canonical
import Foundation
import Gateway
import Intake
import Registry
import Translation

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
        let compiled = CompiledLibrary(try LibraryLoader.load(options.folder))
        let library = compiled.library
        try library.requireSound(id)
        guard let definition = library.definitions.first(where: { $0.reference == id }) else {
            throw ValidationError(
                "There is no version '\(id)'. \(Spelling.suggestion(for: id, among: library.definitions.map(\.reference)))")
        }
        let remarks = compiled.remarks(on: definition)
        guard remarks.isEmpty else { throw Refused(text: "it cannot be published before these are put right:\n\(Complaints(remarks))") }
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
