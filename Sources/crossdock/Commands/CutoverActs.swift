import ArgumentParser
import Canonical
import Gateway
import Ledger
import Ownership

extension CutoverAct: ExpressibleByArgument {}

struct GatesOfCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gates", abstract: "Evaluate the gates of a step; exit status 1 if any does not pass.",
        discussion: "What they find is kept, for people to approve; with --look it is only shown.")

    @OptionGroup var cutover: CutoverOptions

    @Option(help: "arm or seal.")
    var act: CutoverAct = .arm

    @Option(name: .customLong("location"), help: "Only cells there; may be repeated.")
    var locations: [String] = []

    @Flag(help: "Only look: nothing is kept, and nobody can approve it.")
    var look = false

    func run() throws {
        let snapshot = try look ? seen() : kept()
        if cutover.options.json { Console.say(snapshot.json) } else { Console.say(CutoverText.gates(snapshot)) }
        if !snapshot.isPassing { throw Refused() }
    }

    private func kept() throws -> GateSnapshot {
        let view = try cutover.ask(.gates(act, locations: locations))
        guard let snapshot = view.snapshots.first(where: { $0.act == act }) else { throw Refused(text: "no gates of \(act)") }
        return snapshot
    }

    private func seen() throws -> GateSnapshot {
        let ledger = try cutover.options.open().ledger
        return try Refused.telling(json: cutover.options.json) {
            try ledger.gatesNow(of: act, on: cutover.name, locations: locations)
        }
    }
}

struct ApproveCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Agree to a step, on the plan and the gates as they are now.")

    @OptionGroup var cutover: CutoverOptions

    @Option(help: "shadow, arm or seal.")
    var act: CutoverAct

    func run() throws { try cutover.carryOut(.approve(act)) }
}

struct ShadowCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadow", abstract: "Fix the plan's cells and let the new writer state facts beside.")
    @OptionGroup var cutover: CutoverOptions
    func run() throws { try cutover.carryOut(.shadow) }
}

struct ArmCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arm", abstract: "Set the plan's boundary for the cells whose gates were approved.")
    @OptionGroup var cutover: CutoverOptions
    func run() throws { try cutover.carryOut(.arm) }
}

struct GoCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "go", abstract: "Vote go: it is executed when the boundary opens. Without a vote the cutover aborts by itself.")
    @OptionGroup var cutover: CutoverOptions
    func run() throws { try cutover.carryOut(.go) }
}

struct AbortCutover: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "abort", abstract: "Take the boundary back before it opens.")

    @OptionGroup var cutover: CutoverOptions

    @Option(name: .customLong("location"), help: "Only cells there; may be repeated.")
    var locations: [String] = []

    func run() throws { try cutover.carryOut(.abort(locations: locations)) }
}

struct RollbackCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Give the dates from the next unopened one on back to the old owner.")

    @OptionGroup var cutover: CutoverOptions

    @Option(help: "The incident's id.")
    var incident: String

    @Option(name: .customLong("location"), help: "Only cells there; may be repeated.")
    var locations: [String] = []

    func run() throws { try cutover.carryOut(.rollback(locations: locations, incident: incident)) }
}

struct ConfirmCutover: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "confirm", abstract: "Confirm a rollback that somebody else has made.")
    @OptionGroup var cutover: CutoverOptions
    func run() throws { try cutover.carryOut(.confirm) }
}

struct SealCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Close the dates before the boundary for good. There is no way back.")
    @OptionGroup var cutover: CutoverOptions
    func run() throws { try cutover.carryOut(.seal) }
}
