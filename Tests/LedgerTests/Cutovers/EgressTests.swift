import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// Who is told of which version, in the transaction that makes it.
@Suite struct EgressTests {
    typealias Bench = CutoverBench

    private static let map = EgressMap(rules: [
        .init(target: "erp", cells: CharterRule(domain: "revenue", writer: Bench.legacy), role: .poster),
        .init(target: "erp", cells: CharterRule(domain: "revenue", writer: Bench.cloud), role: .informational),
        .init(target: "wms", cells: CharterRule(domain: "inventory", writer: Bench.cloud), role: .poster),
    ])

    /// `target act version-ordinal role`, oldest first.
    private func told(_ bench: CutoverBench, from: Int = 0) throws -> [String] {
        try bench.ledger.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT t.name || ' ' || d.name || ' ' || CASE o.act WHEN 1 THEN 'original' WHEN 2 THEN 'reversal' ELSE 'replacement' END
                        || ' ' || o.record || ' ' || CASE o.role WHEN 1 THEN 'poster' ELSE 'informational' END
                    FROM outbox o JOIN targets t ON t.id = o.target JOIN domains d ON d.id = o.domain WHERE o.id > ? ORDER BY o.id
                    """, arguments: [from])
        }
    }

    @Test func aCorrectionIsReversalAndReplacement() throws {
        let bench = try CutoverBench(stores: ["0114"], egress: Self.map)
        try bench.say(Bench.legacy, 0, 1...1)
        try bench.say(Bench.legacy, 0, 1...1, total: 7)
        try bench.say(Bench.legacy, 0, 1...1, total: 7)
        try bench.say(Bench.legacy, 0, 1...1, total: 8)
        #expect(
            try told(bench) == [
                "erp revenue original 1 poster", "erp revenue reversal 1 poster", "erp revenue replacement 2 poster",
                "erp revenue reversal 2 poster", "erp revenue replacement 3 poster",
            ])
    }

    @Test func theRoleFollowsTheOwnerOfTheDate() throws {
        let bench = try CutoverBench(stores: ["0114"], egress: Self.map)
        try bench.live()
        let before = try bench.number("outbox")
        #expect(try told(bench).allSatisfy { $0.hasPrefix("erp revenue original") && $0.hasSuffix("poster") })
        #expect(before == 12)
        try bench.say(Bench.cloud, 6, 1...1)
        try bench.say(Bench.legacy, 6, 1...1, total: 9)
        try bench.say(Bench.cloud, 5, 1...1, total: 9)
        try bench.say(Bench.legacy, 5, 1...1, total: 10)
        let later = try told(bench, from: before)
        #expect(
            later.map { $0.split(separator: " ").filter { Int($0) == nil }.joined(separator: " ") } == [
                "wms inventory original poster", "erp revenue original informational", "erp revenue reversal poster",
                "erp revenue replacement poster",
            ]
                || later.map { $0.split(separator: " ").filter { Int($0) == nil }.joined(separator: " ") } == [
                    "erp revenue original informational", "wms inventory original poster", "erp revenue reversal poster",
                    "erp revenue replacement poster",
                ])
        try bench.check()
    }

    @Test func heldRecordsAreToldOfWhenTheyAreReleased() throws {
        let bench = try CutoverBench(stores: ["0114"], egress: Self.map)
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        let before = try bench.number("outbox")
        try bench.say(Bench.legacy, 6, 1...1)
        try bench.say(Bench.cloud, 6, 1...1)
        #expect(try bench.number("outbox") == before)
        bench.open(6)
        try bench.ledger.catchUp()
        #expect(try told(bench, from: before).count == 2)
        #expect(
            try bench.number("(SELECT 1 FROM outbox WHERE role = 1 AND act = 1 GROUP BY record, domain HAVING count(DISTINCT target) > 1)")
                == 0)
        try bench.check()
    }

    /// The new owner's facts are not ours to post there: what we had posted of the old one is taken back.
    @Test func whatWePostedIsTakenBackWhereTheNewOwnerPostsItself() throws {
        let map = EgressMap(rules: [.init(target: "shop", cells: CharterRule(kind: "item", writer: Bench.legacy), role: .poster)])
        let bench = try CutoverBench(egress: map)
        func sayItem(_ writer: String, _ number: Int, _ name: String) throws -> Receipt {
            var batch = RecordBatch(kinds: [.itemForTests])
            batch.scopes = [Scope(kind: "item", entity: "1000", location: Kind.everywhere)]
            batch.bytes = Array("100011".utf8) + Array("{\"name\":\"\(name)\"}".utf8)
            batch.entries = [
                .init(number: 1, kind: 0, scope: 0, date: Bench.day(number), key: 0..<6, body: 6..<batch.bytes.count)
            ]
            return try bench.ledger.post(bench.draft(writer, states: ["assortment"]), batch)
        }
        #expect(try sayItem(Bench.legacy, 0, "old").transfer.tally[.accepted] == 1)
        try bench.bench.tamper(
            """
            INSERT INTO writers(name) VALUES ('cloud-pos');
            UPDATE cells SET phase = 4, boundary = \(Bench.day(1).days), incoming = (SELECT id FROM writers WHERE name = 'cloud-pos');
            INSERT INTO epochs(cell, epoch, from_date, writer) SELECT id, 2, boundary, incoming FROM cells;
            """)
        bench.open(1)
        #expect(try sayItem(Bench.cloud, 1, "new").transfer.tally[.accepted] == 1)
        #expect(try told(bench) == ["shop assortment original 1 poster", "shop assortment reversal 1 poster"])
        bench.open(2)
        #expect(try sayItem(Bench.cloud, 2, "newer").transfer.tally[.accepted] == 1)
        #expect(try told(bench).count == 2)
    }
}
