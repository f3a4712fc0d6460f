import Canonical
import CrossdockTesting
import Testing
import Translation

/// The key of a record, and the version that it states of itself.
@Suite struct KeyAndOrderTests {
    /// A kind with `entity`, `day` and these fields, and files with a row for each record that says what `taken` names.
    private static func contract(
        key: [String], orderedBy: String = "", _ fields: [String], row: String, taken: [String]
    ) throws -> TestContract {
        let kind = """
            kind: tested
            version: 1
            title: Tested
            key: [\((["day"] + key).joined(separator: ", "))]
            anchor: day
            \(orderedBy)
            domains: [inventory]
            fields:
              entity: {type: text, required: true, meaning: Entity}
              day: {type: date, required: true, meaning: Day}
            \(fields.joined(separator: "\n").indented(by: 2))
            """
        let interface = """
            interface: test.rows
            version: 1.0.0
            title: Rows
            lifecycle: {status: strategic, owner: tests}
            writer: tester
            states: [inventory]
            format:
              type: delimited
              records:
                - {id: row, begins: group}
              fields:
                row: [\(row)]
            map:
              kind: tested@1
              each: row
              fields:
                entity: {value: E}
                day: {value: 2026-11-23}
            \(taken.map { "\($0): {from: \($0)}" }.joined(separator: "\n").indented(by: 4))
            """
        return try TestContract(kinds: [kind], interface: interface)
    }

    private static func contract(_ changed: String = "instant", _ reading: String = "type: datetime, pattern: iso") throws -> TestContract {
        try contract(
            key: ["till", "number"], orderedBy: "ordered-by: changed",
            [
                "till: {type: text, required: true, meaning: Till, normalise: digits}",
                "number: {type: text, required: true, meaning: Number}", "changed: {type: \(changed), meaning: When}",
            ], row: "{name: till}, {name: number}, {name: changed, \(reading)}", taken: ["till", "number", "changed"])
    }

    /// `key order` of each record.
    private func read(_ contract: TestContract, _ rows: String..., weakened: Weakening? = nil) throws -> [String] {
        let plan = try Plan(contract.definition, library: contract.library, weakened: weakened)
        let payload = Array(("till,number,changed\n" + rows.map { $0 + "\n" }.joined()).utf8)
        var found: [String] = []
        _ = try Translator(plan: plan, file: "test.csv").translate(MemorySource(payload)) { batch in
            for entry in batch.entries {
                let key = String(decoding: batch.bytes[entry.key], as: UTF8.self).dropFirst("2026-11-23:".utf8.count)
                found.append("\(key) \(entry.order.map { "\($0)" } ?? "-")")
            }
            for rejection in batch.rejections { found += rejection.findings.map { "!\($0.rule)" } }
        }
        return found
    }

    @Test func keysDoNotHangOnLeadingZeros() throws {
        let contract = try Self.contract()
        #expect(try read(contract, "0003,0007,", "3,7,", "000,x,", "A03,1,") == ["3:0007 -", "3:7 -", "0:x -", "A03:1 -"])
        #expect(try read(contract, "0003,0007,", "3,7,", weakened: .keySpelling) == ["0003:0007 -", "3:7 -"])
        // The body keeps what was said.
        #expect(try contract.read("till,number,changed\n0003,7,\n").rows(["till"]) == ["0003"])
    }

    @Test func anInstantIsAVersion() throws {
        let rows = try read(
            Self.contract(), "1,1,1970-01-01T00:00:02Z", "1,2,1970-01-01T01:00:02.250+01:00", "1,3,1969-12-31T23:59:59Z", "1,4,")
        #expect(rows == ["1:1 2000", "1:2 2250", "1:3 -1000", "1:4 -"])
    }

    @Test func aWholeNumberIsAVersion() throws {
        let contract = try Self.contract("integer", "type: integer")
        #expect(try read(contract, "1,1,7", "1,2,-3", "1,3,", "1,4,100") == ["1:1 7", "1:2 -3", "1:3 -", "1:4 100"])
    }

    /// Lines without a number of their own.
    private static func lines(_ identity: String = "identity: [day, till, amount]") throws -> TestContract {
        try contract(
            key: ["line"],
            [
                "till: {type: text, meaning: Till}", "amount: {type: decimal, scale: 2, meaning: Amount}",
                "line: {type: text, required: true, \(identity), meaning: Line}",
            ], row: "{name: till}, {name: amount, type: decimal}", taken: ["till", "amount"])
    }

    @Test func aLineIsKeyedByWhatItSaysAndNotByWhereItStands() throws {
        func keys(_ rows: String...) throws -> [String] {
            var found: [String] = []
            let payload = Array(("till,amount\n" + rows.map { $0 + "\n" }.joined()).utf8)
            let contract = try Self.lines()
            _ = try Translator(plan: Plan(contract.definition, library: contract.library), file: "test.csv").translate(
                MemorySource(payload)
            ) { batch in
                for entry in batch.entries {
                    found.append(String(decoding: batch.bytes[entry.key], as: UTF8.self))
                    let body = try #require(CanonicalValue(Array(batch.bytes[entry.body])))
                    // The body has it too, and tells the first of its like the key again.
                    #expect(body["line"] == .text(String(found.last?.split(separator: ":")[1] ?? "")))
                    #expect(entry.flags.contains(.repeatedRow) == (found.last?.hasSuffix("-2") == true))
                }
            }
            return found
        }
        let first = try keys("1,5.00", "2,5", "1,5", ",5", "5,")
        #expect(Set(first).count == 5)
        #expect(first[2] == first[0] + "-2")
        // As values, not as they are written; wherever they stand.
        #expect(try keys("5,", ",5.0", "2,5.00", "1,5", "1,5.0").sorted() == first.sorted())
    }

    @Test(arguments: [
        ("identity: [day, tills]", "tills"), ("identity: [day, line]", "line"),
    ]) func anIdentityNamesWhatIsSaidBefore(_ identity: String, _ named: String) throws {
        let error = #expect(throws: (any Error).self) { try Self.lines(identity) }
        #expect("\(String(describing: error))".contains("'\(named)'"))
    }
}
