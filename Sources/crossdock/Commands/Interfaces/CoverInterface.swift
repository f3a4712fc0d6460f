import ArgumentParser
import Canonical
import Foundation
import Registry
import Translation

struct CoverInterface: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "List what stands in a file and is not read: by name and number, never by content.",
        discussion: """
            Of XML and JSON: elements, attributes and members; of a delimited file: columns; of a fixed-width file: bytes. Record types
            that are not declared are listed too. Nothing is posted.
            """)

    @Argument(help: "The file.")
    var file: String

    @Option(help: "The interface: ID, or ID@VERSION.")
    var interface: String

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let compiled = CompiledLibrary(try LibraryLoader.load(options.folder))
        try compiled.library.requireSound(interface)
        guard let plan = compiled.library.definition(interface).flatMap({ compiled.plans[$0.reference] }) else {
            let hint = Spelling.suggestion(for: interface, among: compiled.library.interfaceIDs)
            throw ValidationError("There is no interface '\(interface)'. \(hint)")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isReadableFile(atPath: file)
        else { throw ValidationError("The file '\(file)' cannot be read.") }
        let report = try Coverage(plan).report(FileSource(path: file))
        if options.json { return Console.say(report.json) }
        Console.say("\(plan.definition.reference) reads of \(URL(fileURLWithPath: file).lastPathComponent):")
        Console.say(table(report.read))
        Console.say(report.unread.isEmpty ? "and leaves nothing unread" : "and does not read:")
        if !report.unread.isEmpty { Console.say(table(report.unread)) }
        for overlap in report.overlaps { Console.say("both read some of the same bytes: \(overlap)") }
        for note in report.notes { Console.say(note) }
    }

    private func table(_ items: [CoverageReport.Item]) -> String {
        var table = Table(["what", "name", "count"])
        for item in items { table.add([item.sort.rawValue, item.name, "\(item.count)"]) }
        return table.text
    }
}
