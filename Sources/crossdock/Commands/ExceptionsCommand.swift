import ArgumentParser
import Canonical
import Foundation
import Ledger
import Ownership

struct ExceptionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exceptions", abstract: "Look at what a person must decide.",
        subcommands: [List.self, Show.self, Retry.self, Resolve.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List open exceptions, the newest first.")

        @Flag(help: "Resolved ones as well.")
        var all = false

        @Option(help: "At most so many.")
        var limit = 50

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let page = try installation.ledger.exceptions(ExceptionFilter(state: all ? nil : .open), limit: limit)
            if options.json {
                try installation.ledger.noteReading(page.items, by: ActingUser.reader(in: installation.ledger))
                return Console.say(.array(page.items.map { $0.json }))
            }
            var table = Table(["id", "transfer", "class", "file", "record", "line", "field", "rule", "found"], numeric: [0, 1, 4, 5])
            for item in page.items {
                let finding = item.finding
                table.add([
                    String(item.id), String(item.transfer), finding.class.rawValue, finding.file, String(finding.record),
                    String(finding.line), finding.field, finding.rule, String(finding.found.prefix(60)),
                ])
            }
            Console.say(table.text)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one exception.")

        @Argument(help: "The exception's number.")
        var id: Int64

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            guard let exception = try installation.ledger.exception(id) else { throw Refused(text: "there is no exception \(id)") }
            try installation.ledger.noteReading([exception], by: ActingUser.reader(in: installation.ledger))
            if options.json { return Console.say(exception.json) }
            Console.say("exception \(id)  \(exception.state)  transfer \(exception.transfer)\n\(exception.finding)")
            if !exception.finding.raw.isEmpty { Console.say("    > \(exception.finding.raw)") }
        }
    }

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Translate the exception's transfer again; resolved if nothing of it is refused any more.",
            discussion: "Of a file that was stated before, this says that it is meant: it is posted as a new statement.")

        @Argument(help: "The exception's number.")
        var id: Int64

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            guard let exception = try installation.ledger.exception(id), let transfer = try installation.ledger.transfer(exception.transfer)
            else { throw Refused(text: "there is no exception \(id)") }
            let actor = try ActingUser.name(in: installation.ledger)
            let isNewStatement = exception.finding.rule == Reason.statedBefore.description
            let receipt = try installation.pipeline.replay(transfer, by: actor, isNewStatement: isNewStatement)
            let text = try ReceiptText(receipt, ledger: installation.ledger)
            if !text.isRefused {
                _ = try installation.ledger.resolve(
                    id, by: actor, reason: "went through on retry, transfer \(receipt.transfer.id)")
            }
            if options.json { Console.say(text.json) } else { Console.say(text.text) }
            if text.isRefused { throw Refused() }
        }
    }

    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close an exception with a reason; the reason is audited.")

        @Argument(help: "The exception's number.")
        var id: Int64

        @Option(help: "What was found and done.")
        var reason: String

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let exception = try installation.ledger.resolve(id, by: ActingUser.name(in: installation.ledger), reason: reason)
            if options.json { Console.say(exception.json) } else { Console.say("exception \(id) is resolved") }
        }
    }
}
