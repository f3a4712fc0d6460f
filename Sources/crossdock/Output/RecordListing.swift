import Canonical
import Ledger

/// Prints records as they come: a table for people, a line of JSON or CSV each for scripts.
final class RecordListing {
    private let format: RecordsCommand.Format
    private var table = Table(["id", "date", "writer", "domains", "transfer", "bytes"], numeric: [4, 5])

    init(format: RecordsCommand.Format) {
        self.format = format
        if format == .csv { Console.say("id,kind,date,writer,domains,transfer,record") }
    }

    func add(_ record: RecordView) {
        switch format {
        case .json: Console.say(record.json.compact)
        case .csv:
            let body = String(decoding: record.body, as: UTF8.self).replacing("\"", with: "\"\"")
            Console.say(
                "\(record.id),\(record.kind),\(record.date),\(record.writer),\(record.currentIn.joined(separator: " ")),\(record.transfer),\"\(body)\""
            )
        case .table:
            table.add([
                record.id.description, record.date.description, record.writer, record.currentIn.joined(separator: " "),
                String(record.transfer), String(record.body.count),
            ])
        }
    }

    func end(more: Bool) {
        guard format == .table else { return }
        Console.say(table.text)
        if more { Console.say("… and more: --limit 0 lists all") }
    }
}
