import ArgumentParser
import Canonical
import Gateway
import Intake
import Ledger
import Ownership
import Registry

struct CutoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cutover", abstract: "Move cells from one writer to another, with proof.",
        discussion: """
            You act as the user of the key in CROSSDOCK_TOKEN, or as the one of your account. Exit status 1 says that
            something is missing, one line for each.
            """,
        subcommands: [
            ListCutovers.self, ShowCutover.self, PlanCutover.self, WithdrawCutover.self, GatesOfCutover.self, ApproveCutover.self,
            ShadowCutover.self, ArmCutover.self, GoCutover.self, AbortCutover.self, RollbackCutover.self, ConfirmCutover.self,
            SealCutover.self, DifferencesOfCutover.self, ExemptFact.self, GrantExemption.self, ExplainFile.self,
        ])
}

/// Options of every act on a cutover.
struct CutoverOptions: ParsableArguments {
    @Argument(help: "The cutover's name.")
    var name: String

    @Option(help: "Only if the cutover is still at this revision.")
    var revision: Int?

    @Option(help: "Makes a repeated act safe: the same key does it once.")
    var idempotencyKey: String?

    @OptionGroup var options: DataOptions

    /// Carries an order out, as whoever is at the command line.
    func ask(_ order: CutoverOrder) throws -> CutoverView {
        let ledger = order.isTowardsSafety ? try options.openGuarded().ledger : try options.open().ledger
        return try Refused.telling(json: options.json) {
            let person = try ActingUser.person(in: ledger)
            return try ledger.order(order, on: name, ActRequest(by: person.name, revision: revision, idempotencyKey: idempotencyKey))
        }
    }

    /// The same, and prints where the cutover stands then.
    func carryOut(_ order: CutoverOrder) throws {
        let view = try ask(order)
        if options.json { Console.say(view.json) } else { Console.say(CutoverText.board(view)) }
    }
}

struct ListCutovers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The board: every cutover and what its next step waits for.")

    @OptionGroup var options: DataOptions

    func run() throws {
        let guarded = try options.openGuarded()
        let views = try guarded.ledger.cutovers()
        if options.json { return Console.say(.array(views.map { .object($0.summary) })) }
        let known = Set(views.map(\.plan.name))
        for view in views { Console.say(CutoverText.board(view) + "\n") }
        let planned = guarded.library?.cutovers ?? []
        for definition in planned where !known.contains(definition.name) {
            Console.say("\(definition.name)  not proposed yet: crossdock cutover plan \(definition.name)")
        }
        if views.isEmpty, planned.isEmpty { Console.say("(none)") }
    }
}

struct ShowCutover: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one cutover, cell by cell.")

    @Argument(help: "The cutover's name.")
    var name: String

    @OptionGroup var options: DataOptions

    func run() throws {
        let ledger = try options.openGuarded().ledger
        let view = try Refused.telling(json: options.json) { try ledger.cutover(name) }
        if options.json { return Console.say(view.json) }
        Console.say(CutoverText.board(view))
        Console.say(CutoverText.page(view))
    }
}

struct PlanCutover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Propose the plan Interfaces/cutovers/NAME.yaml, or bring the ledger's copy up to date.",
        discussion: """
            A proposal says which cells it would take now; an approval is for these. A changed plan voids what was approved; a
            changed comparison lets parity begin anew. A plan that is armed is aborted before it is changed.
            """)

    @OptionGroup var cutover: CutoverOptions

    func run() throws {
        let library = try cutover.options.open().library
        if let broken = library.obstacle(toCutover: cutover.name) { throw broken }
        guard let plan = library.cutoverPlan(cutover.name) else {
            let hint = Spelling.suggestion(for: cutover.name, among: library.cutovers.map(\.name))
            throw ValidationError("There is no plan Interfaces/cutovers/\(cutover.name).yaml. \(hint)")
        }
        try cutover.carryOut(.plan(plan))
    }
}

struct WithdrawCutover: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "Give a plan up, as long as no boundary is set.")
    @OptionGroup var cutover: CutoverOptions
    func run() throws { try cutover.carryOut(.withdraw) }
}
