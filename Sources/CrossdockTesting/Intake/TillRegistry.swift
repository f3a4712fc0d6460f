import Foundation

/// A small registry on disk: the canonical kinds of the house, and one till's file under several rules.
package struct TillRegistry: Sendable {
    package let folder: String

    /// - Parameters:
    ///   - folder: made if missing.
    ///   - canonical: the `Interfaces/canonical` to copy.
    ///   - items: the rows of the crosswalk `item`.
    package init(in folder: String, canonical: String, items: [String] = ["till,*,100011,100011,,"]) throws {
        self.folder = folder
        let files = FileManager.default
        try files.createDirectory(atPath: folder + "/crosswalks", withIntermediateDirectories: true)
        try files.copyItem(atPath: canonical, toPath: folder + "/canonical")
        try Self.write("rules:\n  - {kind: sale, writer: till}\n", folder + "/ownership.yaml")
        try writeItems(items)
        try define("till.sales")
        try define("till.accept", "on-empty: accept")
        try define("till.ignore", "on-empty: ignore")
        try define("till.ask", "on-correction: ask")
        try define("till.threshold", "on-error: {file-threshold: 10%}")
        try define("till.coded", item: "{from: sku, code: item, missing: business-exception}")
        try define("till.trailer", "controls: [{count: row, equals: trailer.count}]", trailer: true)
    }

    /// Replaces the crosswalk `item`, as a person does who corrects it.
    package func writeItems(_ rows: [String]) throws {
        let head = "system,entity,code,canonical,valid_from,valid_to"
        try Self.write(([head] + rows).joined(separator: "\n") + "\n", folder + "/crosswalks/item.csv")
    }

    private func define(_ id: String, _ rule: String = "", item: String = "{from: sku}", trailer: Bool = false) throws {
        let first = trailer ? 2 : 1
        let record = trailer ? "{id: row, when: {column: 1, text: D}, begins: group}" : "{id: row, begins: group}"
        let end = trailer ? "\n    - {id: trailer, when: {column: 1, text: T}, occurs: 1}" : ""
        let endFields = trailer ? "\n    trailer:\n      - {name: count, column: \"2\", type: integer, required: true}" : ""
        let text = """
            interface: \(id)
            version: 1.0.0
            title: A till's sales
            lifecycle: {status: strategic, owner: tests}
            writer: till
            states: [inventory, revenue]
            format:
              type: delimited
              delimiter: ";"
              header: none
              records:
                - \(record)\(end)
              fields:
                row:
                  - {name: store, column: "\(first)", required: true}
                  - {name: day, column: "\(first + 1)", type: date, pattern: yyyyMMdd, required: true}
                  - {name: till, column: "\(first + 2)", required: true}
                  - {name: number, column: "\(first + 3)", required: true}
                  - {name: sku, column: "\(first + 4)", required: true}
                  - {name: amount, column: "\(first + 5)", type: decimal, required: true}\(endFields)
            \(rule)
            map:
              kind: sale@1
              each: row
              fields:
                entity: {value: "1000"}
                location: {from: store}
                businessDate: {from: day}
                register: {from: till}
                number: {from: number}
                type: {value: sale}
                currency: {value: EUR}
                lines:
                  each: row
                  fields:
                    line: {from: "@position"}
                    item: \(item)
                    quantity: {value: "1"}
                    amount: {from: amount}
                total: {from: amount}

            """
        try FileManager.default.createDirectory(atPath: "\(folder)/\(id)", withIntermediateDirectories: true)
        try Self.write(text, "\(folder)/\(id)/1.0.0.yaml")
    }

    private static func write(_ text: String, _ path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
