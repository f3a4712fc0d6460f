import ArgumentParser
import Canonical
import Foundation
import Gateway
import Intake
import Ledger
import Ownership
import Registry
import Translation

struct DifferencesOfCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "differences", abstract: "Name the facts and control totals on which the writers differ.")

    @Argument(help: "The cutover's name.")
    var name: String

    @Option(help: "Only at this location.")
    var location: String?

    @OptionGroup var options: DataOptions

    func run() throws {
        let installation = try options.open()
        let days = try Refused.telling(json: options.json) { try installation.ledger.storeDays(of: name, location: location) }
        if options.json { return Console.say(.array(days.map(\.json))) }
        var table = Table(["date", "cell", "key", "agreement", "fields: old, new"])
        for day in days {
            for difference in day.differences {
                table.add([
                    day.date.description, day.cell, difference.key, difference.agreement.rawValue,
                    difference.fields.isEmpty ? "-" : difference.sentence,
                ])
            }
            for total in day.totalDifferences {
                table.add([day.date.description, day.cell, "-", "total", "\(total.path): \(total.a), \(total.b)"])
            }
        }
        Console.say(table.text)
    }
}

struct ExemptFact: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exempt", abstract: "Ask that one fact may differ until a date; somebody else grants it.",
        discussion: "An exempted fact still counts against parity; it only stops being unexplained.")

    @OptionGroup var cutover: CutoverOptions

    @Option(help: "The legal entity.")
    var entity: String

    @Option(help: "The location.")
    var location: String

    @Option(help: "The business date.")
    var date: String

    @Option(help: "The fact's key, as differences names it.")
    var key: String

    @Option(help: "Why it may differ.")
    var reason: String

    @Option(help: "The last day it holds, at most 30 days ahead.")
    var until: String

    func run() throws {
        guard let day = BusinessDate(date), let last = BusinessDate(until) else {
            throw ValidationError("Dates are written as 2026-11-23.")
        }
        try cutover.carryOut(
            .requestExemption(entity: entity, location: location, date: day, key: key, reason: reason, until: last))
    }
}

struct GrantExemption: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "grant", abstract: "Grant an exemption that somebody else has asked for.")

    @OptionGroup var cutover: CutoverOptions

    @Option(help: "The exemption's number.")
    var exemption: Int64

    func run() throws { try cutover.carryOut(.grantExemption(exemption)) }
}

struct ExplainFile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what would happen to a file now, record by record. Nothing is posted.")

    @Option(help: "The interface: ID, or ID@VERSION.")
    var interface: String

    @Option(help: "The file.")
    var file: String

    @Option(help: "Whose file; the interface's writer unless said.")
    var writer: String?

    @Option(name: .customLong("location"), help: "A location its drop speaks for; any unless said; may be repeated.")
    var locations: [String] = []

    @OptionGroup var options: DataOptions

    func run() throws {
        let installation = try options.open()
        try installation.library.requireSound(interface)
        guard let plan = installation.shelf.plan(interface) else {
            let hint = Spelling.suggestion(for: interface, among: installation.library.interfaceIDs)
            throw ValidationError("There is no interface '\(interface)'. \(hint)")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isReadableFile(atPath: file)
        else { throw ValidationError("The file '\(file)' cannot be read.") }
        let name = URL(fileURLWithPath: file).lastPathComponent
        var arrival = Arrival(door: .file, source: "explain", name: name, plan: plan, writer: writer ?? plan.definition.writer)
        arrival.locations = locations
        let rehearsal = try installation.pipeline.rehearse(arrival, file: file)
        if options.json { return Console.say(rehearsal.json) }
        Console.say(CutoverText.rehearsal(rehearsal, name))
    }
}
