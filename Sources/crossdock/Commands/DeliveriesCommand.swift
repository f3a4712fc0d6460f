import ArgumentParser
import Canonical
import Gateway
import Ledger

struct DeliveriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "What a target is told: versions, and which of them are taken back.")

    @Argument(help: "The target, as Interfaces/egress.yaml names it.")
    var target: String

    @Option(help: "Only after this number.")
    var after: Int64 = 0

    @Option(help: "At most so many.")
    var limit = 50

    @OptionGroup var options: DataOptions

    func run() throws {
        let installation = try options.open()
        let deliveries = try installation.ledger.deliveries(to: target, after: after, limit: limit)
        if options.json { return Console.say(.array(deliveries.map(\.json))) }
        var table = Table(["number", "at", "act", "role", "domain", "date", "record", "version", "writer"], numeric: [0, 7])
        for item in deliveries {
            table.add([
                String(item.id), item.at.description, item.act.description, item.role.description, item.domain,
                item.record.date.description, item.record.id.description, String(item.record.version), item.record.writer,
            ])
        }
        Console.say(table.text)
    }
}
