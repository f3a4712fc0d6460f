import CrossdockTesting
import Registry
import Testing

@Suite struct DiffTests {
    let fixed =
        validInterface
        .replacing("type: delimited", with: "type: fixed-width").replacing(
            "{name: day, type: date}", with: "{name: day, at: 1, length: 10, type: date}"
        )
        .replacing("{name: number, column: no}", with: "{name: number, at: 11, length: 5}").replacing(
            "{name: amount, type: decimal}", with: "{name: amount, at: 16, length: 9, type: decimal}")

    func diff(_ base: String, _ old: String, with new: String) throws -> InterfaceDiff {
        #expect(base.contains(old), "\(old)")
        func load(_ text: String) throws -> InterfaceDefinition {
            try #require(try RegistryFolder(kinds: [validKind], interfaces: [text]).load().definitions.first)
        }
        return try InterfaceDiff(from: load(base), to: load(base.replacing(old, with: new)))
    }

    @Test func theSameIsFullyCompatible() throws {
        let diff = try diff(validInterface, "title: Notes", with: "title: Other notes")
        #expect(diff.changes.isEmpty && diff.compatibility(for: .sender) == .full)
    }

    @Test(arguments: [
        ("at: 11, length: 5", "at: 12, length: 4"), ("at: 11, length: 5", "at: 11, length: 4"),
        ("type: fixed-width", "type: fixed-width\n  encoding: windows-1252"),
        ("at: 16, length: 9, type: decimal", "at: 16, length: 9, type: decimal, scale: 2"),
        ("at: 16, length: 9", "at: 16, length: 9, required: true"),
        ("begins: group", "begins: group, when: {at: 1, text: X}"), ("type: fixed-width", "type: fixed-width\n  record-length: 30"),
        ("begins: group", "begins: group, by: [number]"), ("begins: group", "begins: group, occurs: 1..n"),
        ("begins: group", "begins: group, occurs: 0..1"),
    ])
    func whatBreaksASenderOfFixedWidthFiles(_ old: String, _ new: String) throws {
        #expect(try diff(fixed, old, with: new).compatibility(for: .sender) == .breaking)
    }

    @Test(arguments: [
        ("column: no", "column: number"), ("type: delimited", "type: delimited\n  delimiter: \";\""),
        ("type: delimited", "type: delimited\n  quote: none"),
        ("type: delimited", "type: delimited\n  comment: \"#\""), ("type: date}", "type: date, absent: [x]}"),
        ("fields:\n    row:", "ragged: pad\n  fields:\n    row:"),
    ])
    func whatChangesForASenderOfDelimitedFiles(_ old: String, _ new: String) throws {
        #expect(try diff(validInterface, old, with: new).compatibility(for: .sender) != .full)
    }

    @Test func aFieldOfAFixedWidthRecordThatIsNoLongerReadIsBreaking() throws {
        let unmapped = fixed.replacing("    amount: {from: amount}", with: "")
        #expect(
            try diff(unmapped, "      - {name: amount, at: 16, length: 9, type: decimal}", with: "").compatibility(for: .sender)
                == .breaking)
    }

    @Test func aFurtherAliasOrOptionalFieldIsBackwardCompatible() throws {
        #expect(try diff(validInterface, "column: no", with: "column: no, aliases: [number]").compatibility(for: .sender) == .backward)
        #expect(
            try diff(validInterface, "{name: number, column: no}", with: "{name: number, column: no}\n      - {name: extra}").compatibility(
                for: .sender) == .backward)
    }

    @Test func whatReadersNotice() throws {
        #expect(
            try diff(validInterface, "amount: {from: amount}", with: "amount: {from: amount, negate: true}").compatibility(for: .reader)
                == .breaking)
        #expect(try diff(validInterface, "    amount: {from: amount}", with: "").compatibility(for: .reader) == .breaking)
        #expect(
            try diff(validInterface, "states: [inventory]", with: "states: [inventory, revenue]").compatibility(for: .reader) == .backward)
        #expect(try diff(validInterface, "states: [inventory]", with: "states: [revenue]").compatibility(for: .reader) == .breaking)
        #expect(try diff(validInterface, "each: row", with: "each: row\n  where: amount > 0").compatibility(for: .reader) == .breaking)
    }

    @Test func whatOperatorsNotice() throws {
        #expect(try diff(validInterface, "writer: tester", with: "writer: other").compatibility(for: .operation) == .breaking)
        #expect(try diff(validInterface, "status: strategic", with: "status: proposed").changes.count == 1)
        let controls = validInterface + "\ncontrols:\n  - {count: all, equals: row.amount}"
        #expect(try diff(controls, "count: all", with: "count: row").compatibility(for: .sender) == .breaking)
    }
}
