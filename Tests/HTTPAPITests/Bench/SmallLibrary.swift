import Foundation

/// A registry small enough to be read beside a test: one kind, four writers' worth of contracts.
enum SmallLibrary {
    static func write(to folder: String) throws {
        try put("canonical/sale/1.yaml", kind, in: folder)
        try put("pos.csv/1.0.0.yaml", interface("pos.csv", "1.0.0", "{status: strategic, owner: stores}"), in: folder)
        try put("pos.csv/2.0.0.yaml", interface("pos.csv", "2.0.0", "{status: proposed, owner: stores}"), in: folder)
        try put(
            "old.csv/1.0.0.yaml",
            interface("old.csv", "1.0.0", "{status: retiring, owner: stores, successor: pos.csv@1.0.0, decommission-by: 2027-03-31}"),
            in: folder)
        try put(
            "dead.csv/1.0.0.yaml",
            interface("dead.csv", "1.0.0", "{status: retired, owner: stores, successor: pos.csv}"), in: folder)
        try put(
            "erp.csv/1.0.0.yaml", interface("erp.csv", "1.0.0", "{status: strategic, owner: erp}", writer: "erp"), in: folder)
        try put(
            "pos.some/1.0.0.yaml",
            interface("pos.some", "1.0.0", "{status: strategic, owner: stores}", condition: "where: number != 'test'"), in: folder)
        try put(
            "cutovers/sales.yaml",
            """
            cutover: sales
            cells: {kind: sale, locations: ["0*"]}
            from: {writer: pos, interfaces: [pos.csv@1]}
            to: {writer: erp, interfaces: [canonical.sale]}
            boundary: 2026-12-24
            gates: {days: 2}
            """, in: folder)
        // Stores that begin with E are the ERP's; nobody's are those that begin with 9.
        try put(
            "ownership.yaml",
            """
            rules:
              - {kind: sale, location: "E*", writer: erp}
              - {kind: sale, location: "0*", writer: pos}
            """, in: folder)

        try put("egress.yaml", "rules:\n  - {target: books, writer: pos, role: poster}", in: folder)
    }

    private static func put(_ name: String, _ text: String, in folder: String) throws {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }

    private static let kind = """
        kind: sale
        version: 1
        title: A sale
        key: [businessDate, number]
        anchor: businessDate
        ordered-by: at
        domains: [revenue]
        fields:
          entity: {type: text, max: 20, required: true, meaning: The legal entity}
          location: {type: text, max: 20, required: true, meaning: The store}
          businessDate: {type: date, required: true, meaning: The day of trade}
          number: {type: text, max: 40, required: true, meaning: The receipt's number}
          currency: {type: currency, required: true, meaning: The currency}
          at: {type: instant, meaning: When}
          weight: {type: decimal, scale: 3, meaning: How heavy}
          type: {type: choice, choices: [sale, return], meaning: What}
          voucher: {type: text, max: 60, sensitive: true, meaning: A voucher number}
          lines:
            type: list
            meaning: What was sold
            fields:
              item: {type: text, max: 40, required: true, meaning: The item}
          total: {type: money, required: true, meaning: What it cost}
        """

    private static func interface(_ id: String, _ version: String, _ lifecycle: String, writer: String = "pos", condition: String = "")
        -> String
    {
        """
        interface: \(id)
        version: \(version)
        title: Sales as CSV
        direction: inbound
        lifecycle: \(lifecycle)
        writer: \(writer)
        states: [revenue]
        format:
          type: delimited
          encoding: utf-8
          delimiter: ","
          records:
            - {id: row, begins: group}
          fields:
            row:
              - {name: store, required: true}
              - {name: day, type: date, required: true}
              - {name: number, required: true}
              - {name: total, type: decimal, required: true}
        map:
          kind: sale@1
          each: row
          \(condition)
          fields:
            entity: {value: "1000"}
            location: {from: store}
            businessDate: {from: day}
            number: {from: number}
            currency: {value: EUR}
            total: {from: total}
        """
    }
}
