import Canonical
import CrossdockTesting
import Testing

@Suite struct CheckTests {
    func checked(_ check: String, _ rows: [String], top: String = "") throws -> Reading {
        let kind =
            "kind: k\nversion: 1\ntitle: K\nkey: [day, id]\nanchor: day\ndomains: [inventory]\nfields:\n  entity: {type: text, required: true, meaning: E}\n  day: {type: date, required: true, meaning: D}\n  id: {type: text, required: true, meaning: I}\n  currency: {type: currency, required: true, meaning: C}\n  total: {type: money, meaning: T}\n  lines: {type: list, meaning: L, fields: {amount: {type: money, required: true, meaning: A}}}"
        let interface =
            "interface: test.k\nversion: 1.0.0\ntitle: K\nlifecycle: {status: strategic, owner: t}\nwriter: t\nstates: [inventory]\nformat:\n  type: delimited\n  records: [{id: row, begins: group, by: [id]}]\n  fields:\n    row: [{name: id}, {name: total, type: decimal}, {name: amount, type: decimal}]\nmap:\n  kind: k@1\n  each: row\n\(top)  fields:\n    entity: {value: E}\n    day: {value: 2026-11-23}\n    id: {from: id}\n    currency: {value: EUR}\n    total: {from: total}\n    lines: {each: row, fields: {amount: {from: amount}}}\nchecks:\n  - {that: \(check)}"
        return try TestContract(kinds: [kind], interface: interface).read("id,total,amount\n" + rows.map { $0 + "\n" }.joined())
    }

    @Test func linesThatDoNotAddUpAreABusinessException() throws {
        let reading = try checked(
            "sum(lines.amount) == total, else: business-exception", ["1,3.00,1.50", "1,,1.50", "2,3.00,2.99", "3,0.30,0.10", "3,,0.20"])
        #expect(reading.records.count == 2)
        let finding = try #require(reading.findings.first)
        #expect((finding.rule, finding.class, finding.record, finding.line) == ("check", .business, 2, 4))
        #expect(finding.expected == "sum(lines.amount) == total" && finding.found == "sum(lines.amount) = 2.99, total = 3")
    }

    @Test func technicalExceptionsAndWarnings() throws {
        #expect(try checked("count(lines) <= 1, else: technical-exception", ["1,1,1", "1,,1"]).findings.map(\.class) == [.technical])
        let warned = try checked("abs(total) < 100 and not total == 5, else: warning", ["1,500,1", "2,5,1", "3,1,1"])
        let flags = warned.outcomes.map { if case .record(_, _, _, let flags) = $0 { flags } else { RecordFlags() } }
        #expect(flags == [.checkWarning, .checkWarning, []])
    }

    @Test func groupsThatNoMapWantsArePassedOver() throws {
        let reading = try checked("total == total, else: warning", ["1,1,1", "2,-1,1", "3,1,1"], top: "  where: total > 0\n")
        #expect(reading.records.count == 2 && reading.summary.passedOver == 1 && reading.summary.records == 2)
    }

    @Test func oneGroupMayBecomeSeveralRecords() throws {
        func kind(_ name: String) -> String {
            "kind: \(name)\nversion: 1\ntitle: K\nkey: [day, id]\nanchor: day\ndomains: [inventory]\nfields:\n  entity: {type: text, required: true, meaning: E}\n  location: {type: text, meaning: L}\n  day: {type: date, required: true, meaning: D}\n  id: {type: text, required: true, meaning: I}"
        }
        func map(_ name: String, _ condition: String, _ location: String) -> String {
            "  - kind: \(name)@1\n    each: row\n    where: \(condition)\n    fields: {entity: {value: E}, location: {value: \"\(location)\"}, day: {value: 2026-11-23}, id: {from: id}}\n"
        }
        let interface =
            "interface: test.k\nversion: 1.0.0\ntitle: K\nlifecycle: {status: strategic, owner: t}\nwriter: t\nstates: [inventory]\nformat:\n  type: delimited\n  records: [{id: row, begins: group}]\n  fields:\n    row: [{name: id, type: integer}]\nmap:\n"
            + map("a", "id > 1", "7") + map("b", "id > 2", "")
        let reading = try TestContract(kinds: [kind("a"), kind("b")], interface: interface).read("id\n1\n2\n3\n")
        let scopes = reading.outcomes.map {
            if case .record(_, let scope, let key, _) = $0 { "\(scope.kind) \(scope.location) \(key)" } else { "" }
        }
        #expect(scopes == ["a 7 2026-11-23:2", "a 7 2026-11-23:3", "b * 2026-11-23:3"])
        #expect(reading.summary.passedOver == 1 && reading.broken.isEmpty)
    }
}
