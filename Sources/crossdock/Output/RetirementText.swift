import Canonical
import Ledger
import Ownership

/// Interfaces on their way out, for people.
enum RetirementText {
    static func board(_ rows: [RetirementView]) -> String {
        var table = Table(
            ["interface", "status", "owner", "successor", "slips", "35 days", "before", "active", "silent", "missing", "next"],
            numeric: [4, 5, 6, 7, 8, 9])
        for row in rows {
            let (life, burndown) = (row.subject.life, row.figures.burndown)
            table.add([
                row.subject.reference, life.status.rawValue, life.owner, life.successor ?? "-", String(life.slips),
                String(burndown.recent), String(burndown.earlier), String(row.active), String(row.silent),
                String(row.missing.count), row.milestone,
            ])
        }
        return ([table.text] + rows.flatMap(missing)).joined(separator: "\n")
    }

    static func page(_ details: RetirementDetails, on today: BusinessDate) -> String {
        let (view, life) = (details.view, details.view.subject.life)
        var lines = ["\(view.subject.reference)  \(life.status.rawValue)\(life.since.map { " since \($0)" } ?? "")"]
        lines.append("owned by \(life.owner), successor \(life.successor ?? "-"), slipped \(life.slips) times")
        lines.append("next      \(view.milestone)")
        lines.append("records   \(view.figures.burndown.recent) in 35 days, \(view.figures.burndown.earlier) in the 35 before")
        lines += missing(view)
        var consumers = Table(["consumer", "door", "last use", "state"])
        for consumer in details.consumers {
            consumers.add([
                consumer.source, consumer.door.description, consumer.lastAt?.description ?? "never", consumer.state(on: today),
            ])
        }
        var usage = Table(["day", "consumer", "door", "cell", "transfers", "records"], numeric: [4, 5])
        for use in details.usage {
            usage.add([
                use.day.description, use.source, use.door.description, use.cell ?? "all",
                use.cell == nil ? String(use.transfers) : "", String(use.records),
            ])
        }
        var brownouts = Table(["brownout from", "until", "by", "reason"])
        for planned in details.brownouts {
            brownouts.add([planned.window.from.description, planned.window.until.description, planned.plannedBy, planned.reason])
        }
        var steps = Table(["changed", "by", "status", "date", "reason"])
        for step in details.steps {
            steps.add([
                step.at.description, step.by, step.life.status.rawValue, step.life.decommissionBy?.description ?? "-", step.reason,
            ])
        }
        for (title, table) in [("consumers", consumers), ("usage", usage), ("brownouts", brownouts), ("history", steps)] {
            lines += ["", table.text == "(none)" ? "\(title)  (none)" : table.text]
        }
        return lines.joined(separator: "\n")
    }

    private static func missing(_ row: RetirementView) -> [String] {
        (row.missing + row.warnings).map { "\(row.subject.reference): \($0)" }
    }
}
