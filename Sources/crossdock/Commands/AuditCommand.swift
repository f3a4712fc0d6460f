import ArgumentParser
import Canonical
import Ledger

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what, and the proof that nobody changed the answer.",
        subcommands: [Tail.self, Verify.self])

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

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute the hash chain; exit status 1 if any row was changed, removed or moved.")

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let result = try installation.ledger.auditVerify()
            if options.json {
                Console.say(
                    .object([
                        ("intact", .boolean(result.isIntact)), ("rows", .integer(Int(result.rows))), ("head", .optional(result.head?.hex)),
                        ("firstBad", .optional(result.firstBad.map { Int($0) })), ("problem", .optional(result.problem?.rawValue)),
                    ]))
            } else if result.isIntact {
                Console.say("\(result.rows) rows, chain intact, head \(result.head?.hex ?? "-")")
            }
            guard result.isIntact else {
                throw Refused(text: "the audit chain is broken: row \(result.firstBad ?? 0) is \(result.problem?.rawValue ?? "wrong")")
            }
        }
    }
}
