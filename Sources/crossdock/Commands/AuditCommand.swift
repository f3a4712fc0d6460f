import ArgumentParser
import Canonical
import Ledger

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what, and the proof that nobody changed the answer.",
        subcommands: [Tail.self, Export.self, Key.self, Checkpoint.self, Verify.self])

    struct Tail: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the latest acts, the newest last.")

        @Option(help: "How many.")
        var limit = 20

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let rows = try installation.ledger.auditTail(limit: limit)
            if options.json { return Console.say(.array(rows.map(\.json))) }
            var table = Table(["seq", "at", "actor", "act", "subject", "details"], numeric: [0])
            for row in rows {
                table.add([String(row.seq), row.at.description, row.actor, row.act, row.subject, String(row.details.prefix(100))])
            }
            Console.say(table.text)
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print acts from the oldest on, one JSON object a line, with or without --json.")

        @Option(help: "Only acts after this number.")
        var after: Int64 = 0

        @Option(help: "At most so many; 0 for all.")
        var limit = 0

        @OptionGroup var options: DataOptions

        func run() throws {
            let ledger = try options.open().ledger
            var (last, count) = (after, 0)
            while limit == 0 || count < limit {
                let rows = try ledger.audit(after: last, limit: limit == 0 ? 1000 : min(1000, limit - count))
                guard let newest = rows.last else { return }
                for row in rows { Console.say(row.json.compact) }
                (last, count) = (newest.seq, count + rows.count)
            }
        }
    }
}
