import ArgumentParser
import Canonical
import Foundation
import Ledger

struct TransfersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfers", abstract: "Look at what came in and what became of it.",
        subcommands: [List.self, Show.self, Replay.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List transfers, the newest first.")

        @Option(help: "Only this state: posting, posted, refused.")
        var state: String?

        @Option(help: "Only from this drop or API key.")
        var source: String?

        @Option(help: "Only this interface.")
        var interface: String?

        @Option(help: "At most so many.")
        var limit = 50

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            var wanted: TransferState?
            if let state {
                guard let known = TransferState(name: state) else {
                    throw ValidationError("'\(state)' is none of \(TransferState.allCases.map(\.description).joined(separator: ", ")).")
                }
                wanted = known
            }
            let page = try installation.ledger.transfers(
                TransferFilter(state: wanted, source: source, interface: interface), limit: limit)
            if options.json { return Console.say(.array(page.items.map { .object($0.members) })) }
            var table = Table(
                ["id", "received", "state", "source", "file", "interface", "records", "accepted", "dup", "held", "quar", "rej", "super"],
                numeric: [6, 7, 8, 9, 10, 11, 12])
            for item in page.items {
                let tally = item.tally
                table.add([
                    String(item.id), item.receivedAt.description, item.state.description, item.source, item.name,
                    "\(item.interface)@\(item.version)", String(item.records), String(tally[.accepted]), String(tally[.duplicate]),
                    String(tally[.held] + tally[.shadow]), String(tally[.quarantined]), String(tally[.rejected]),
                    String(tally[.superseded]),
                ])
            }
            Console.say(table.text)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the receipt of one transfer.")

        @Argument(help: "The transfer's number.")
        var id: Int64

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            guard let receipt = try installation.ledger.receipt(id) else { throw Refused(text: "there is no transfer \(id)") }
            let text = try ReceiptText(receipt, ledger: installation.ledger)
            try installation.ledger.noteReading(text.exceptions, by: ActingUser.reader(in: installation.ledger))
            if options.json { Console.say(text.json) } else { Console.say(text.text) }
        }
    }

    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Translate an archived transfer again, under today's definitions and crosswalks.",
            discussion: """
                What is canonical already comes out as duplicate; what was refused gets another chance. What has been said since \
                stays current: 'superseded'.
                """)

        @Argument(help: "The transfer's number.")
        var id: Int64

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            guard let transfer = try installation.ledger.transfer(id) else { throw Refused(text: "there is no transfer \(id)") }
            let progress = ProgressLine()
            let receipt = try installation.pipeline.replay(transfer, by: ActingUser.name(in: installation.ledger)) { progress.show($0) }
            progress.end()
            let text = try ReceiptText(receipt, ledger: installation.ledger)
            if options.json { Console.say(text.json) } else { Console.say(text.text) }
            if text.isRefused { throw Refused() }
        }
    }
}
