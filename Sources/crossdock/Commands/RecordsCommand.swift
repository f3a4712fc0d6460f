import ArgumentParser
import Canonical
import Ledger

struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "Look at canonical records.", subcommands: [List.self, Show.self])

    enum Format: String, ExpressibleByArgument { case table, json, csv }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the current records of a kind.")

        @Option(help: "The kind, such as sale.")
        var kind: String

        @Option(help: "Only this location.")
        var location: String?

        @Option(help: "Only this day, such as 2026-11-23.")
        var date: String?

        @Option(help: "table, json (one record a line) or csv.")
        var format: Format = .table

        @Option(help: "At most so many; 0 for all.")
        var limit = 100

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            var day: BusinessDate?
            if let date {
                guard let parsed = BusinessDate(date) else { throw ValidationError("'\(date)' is not a date such as 2026-11-23.") }
                day = parsed
            }
            let output = RecordListing(format: options.json ? .json : format)
            var cursor: Cursor?
            var count = 0
            repeat {
                let wanted = limit == 0 ? 1000 : min(1000, limit - count)
                let page = try installation.ledger.records(kind: kind, location: location, date: day, after: cursor, limit: wanted)
                for record in page.items { output.add(record) }
                count += page.items.count
                cursor = page.next
            } while cursor != nil && (limit == 0 || count < limit)
            output.end(more: cursor != nil)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one record with its history.")

        @Argument(help: "The record's id, as records list prints it.")
        var id: String

        @Option(help: "The kind.")
        var kind: String = "sale"

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            guard let id = RecordID(id) else { throw ValidationError("'\(id)' is not a record id.") }
            let known = installation.library.kind(kind).flatMap { $0.normalised(id) } ?? id
            let history = try installation.ledger.recordHistory(kind: kind, known)
            guard !history.isEmpty else { throw Refused(text: "there is no \(kind) '\(id)'") }
            Console.say(.array(history.map { $0.json }))
        }
    }
}
