import ArgumentParser
import Canonical
import Foundation
import Intake
import Registry

struct Ingest: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take one file through the same pipeline as a drop, and print its receipt.",
        discussion: "Exit status 1 if the file or any of its records was refused.")

    @Argument(help: "The file.")
    var file: String

    @Option(help: "The interface: ID, or ID@VERSION.")
    var interface: String

    @OptionGroup var options: DataOptions

    func run() throws {
        let installation = try options.open()
        try installation.library.requireSound(interface)
        guard let plan = installation.shelf.plan(interface) else {
            let hint = Spelling.suggestion(for: interface, among: installation.library.interfaceIDs)
            throw ValidationError("There is no interface '\(interface)'. \(hint)")
        }
        guard FileManager.default.isReadableFile(atPath: file) else { throw ValidationError("The file '\(file)' cannot be read.") }
        let progress = ProgressLine()
        let arrival = Arrival(
            door: .command, source: NSUserName(), name: URL(fileURLWithPath: file).lastPathComponent, plan: plan,
            writer: plan.definition.writer)
        let receipt = try installation.pipeline.receive(arrival, file: file) { progress.show($0) }
        progress.end()
        let text = try ReceiptText(receipt, ledger: installation.ledger)
        if options.json { Console.say(text.json) } else { Console.say(text.text) }
        if text.isRefused { throw Refused() }
    }
}
