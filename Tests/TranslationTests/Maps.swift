import Canonical
import CrossdockTesting

/// A contract over delimited rows `id,a,b,c,d`, one group per `id`, whose record has `x` and what else
/// a test declares. `x` is a value of the mapping language.
struct Mapped {
    var type = "{type: text, max: 40, meaning: Tested}"
    var fields = "[{name: id}, {name: a}, {name: b}, {name: c}, {name: d}]"
    var currency = "EUR"
    var day = "2026-11-23"
    var entity = "{value: E}"
    var extra = ""
    var extraTypes = ""
    var top = ""
    var crosswalks: [String: String] = [:]

    func contract(_ x: String) throws -> TestContract {
        let kind = """
            kind: tested
            version: 1
            title: Tested
            key: [day, id]
            anchor: day
            domains: [inventory]
            fields:
              entity: {type: text, required: true, meaning: Entity}
              day: {type: date, required: true, meaning: Day}
              id: {type: text, required: true, meaning: Id}
              currency: {type: currency, required: true, meaning: Currency}
              x: \(type)
            \(extraTypes.indented(by: 2))
            """
        let interface = """
            interface: test.mapped
            version: 1.0.0
            title: Mapped
            lifecycle: {status: strategic, owner: tests}
            writer: tester
            states: [inventory]
            format:
              type: delimited
              records:
                - {id: row, begins: group, by: [id]}
              fields:
                row: \(fields)
            map:
              kind: tested@1
              each: row
            \(top.indented(by: 2))
              fields:
                entity: \(entity)
                day: {value: \(day)}
                id: {from: id}
                currency: {value: \(currency)}
                x: \(x)
            \(extra)
            """
        return try TestContract(kinds: [kind], interface: interface, crosswalks: crosswalks)
    }

    /// What `x` is for each record of rows such as `1,2`: values of a, b, c and d; `!rule@line` for findings.
    func callAsFunction(_ x: String, _ rows: String...) throws -> [String] {
        try read(x, rows.enumerated().map { "\($0 + 1),\($1)" }).rows(["x"]).map { row in
            row.hasPrefix("!") ? String(row.prefix { $0 != ":" }) : row
        }
    }

    /// The same with rows that carry their own id.
    func read(_ x: String, _ rows: [String]) throws -> Reading {
        try contract(x).read(
            "id,a,b,c,d\n" + rows.map { $0 + String(repeating: ",", count: max(0, 4 - $0.filter { $0 == "," }.count)) + "\n" }.joined())
    }

    static let decimal = Mapped(
        type: "{type: decimal, scale: 6, meaning: Tested}",
        fields: "[{name: id}, {name: a, type: decimal}, {name: b, type: decimal}, {name: c, type: decimal}, {name: d}]")
    static let money = Mapped(
        type: "{type: money, meaning: Tested}", fields: "[{name: id}, {name: a, type: decimal}, {name: b}, {name: c}, {name: d}]")
}
