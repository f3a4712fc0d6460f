import ArgumentParser
import Canonical
import Ownership

extension RetirementCommand {
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Change an interface's place in its life.")

        @Argument(help: "ID, or ID@VERSION.")
        var id: String

        @Option(help: "strategic, transitional or retiring.")
        var status: String

        @Option(help: "Where its senders go: ID, or ID@VERSION.")
        var successor: String?

        @Option(help: "The last day it should be needed, such as 2026-11-23.")
        var by: String?

        @Option(help: "Who answers for it.")
        var owner: String?

        @Option(help: "Why; the reason is audited.")
        var reason: String

        @OptionGroup var options: DataOptions

        func run() throws {
            guard let wanted = LifeStatus(rawValue: status) else {
                throw ValidationError("'\(status)' is none of \(LifeStatus.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            let change = LifeChange(status: wanted, owner: owner, successor: successor, decommissionBy: try by.map(RetirementCommand.date))
            try RetirementCommand.take(.set(change), on: id, reason, options)
        }
    }

    struct Slip: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Put an interface's date off; slips are counted.")

        @Argument(help: "ID, or ID@VERSION.")
        var id: String

        @Option(help: "The new date, such as 2026-11-23.")
        var to: String

        @Option(help: "Why; the reason is audited.")
        var reason: String

        @OptionGroup var options: DataOptions

        func run() throws {
            try RetirementCommand.take(.slip(to: try RetirementCommand.date(to)), on: id, reason, options)
        }
    }

    struct PlanBrownout: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "brownout", abstract: "Plan a window in which a retiring interface answers nobody, and its files wait.")

        @Argument(help: "ID, or ID@VERSION.")
        var id: String

        @Option(help: "Its first moment, such as 2026-11-23T14:00:00Z.")
        var from: String

        @Option(help: "The first moment after it.")
        var until: String

        @Option(help: "Why; the reason is audited.")
        var reason: String

        @OptionGroup var options: DataOptions

        func run() throws {
            let window = Brownout(from: try RetirementCommand.instant(from), until: try RetirementCommand.instant(until))
            try RetirementCommand.take(.brownout(window), on: id, reason, options)
        }
    }

    struct Retire: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an interface's life; exit status 1 with every piece of evidence that is missing.")

        @Argument(help: "ID, or ID@VERSION.")
        var id: String

        @Option(help: "Why; the reason is audited.")
        var reason: String

        @OptionGroup var options: DataOptions

        func run() throws { try RetirementCommand.take(.retire, on: id, reason, options) }
    }

    private static func date(_ text: String) throws -> BusinessDate {
        guard let date = BusinessDate(text) else { throw ValidationError("'\(text)' is not a date such as 2026-11-23.") }
        return date
    }

    private static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(text) else { throw ValidationError("'\(text)' is not an instant such as 2026-11-23T14:00:00Z.") }
        return instant
    }
}
