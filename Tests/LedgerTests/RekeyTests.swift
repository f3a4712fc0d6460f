import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// A registry that keys a kind otherwise than the ledger was written by.
@Suite struct RekeyTests {
    let bench: LedgerBench
    init() throws { bench = try LedgerBench() }
    var ledger: Ledger { bench.ledger }

    static func kind(
        _ normalisation: KeyNormalisation = .none, key: [String] = ["businessDate", "register", "number"], version: Int = 1,
        orderedBy: String? = nil
    ) -> Kind {
        func text(_ name: String, _ normalisation: KeyNormalisation = .none) -> KindField {
            KindField(name: name, type: .text(maximum: 20), isRequired: true, normalisation: normalisation)
        }
        return Kind(
            name: "sale", version: version, title: "Sale",
            fields: [
                text("entity"), text("location"), KindField(name: "businessDate", type: .date, isRequired: true),
                text("register", normalisation), text("number", normalisation), KindField(name: "total", type: .money),
                KindField(name: "revision", type: .integer), KindField(name: "line", type: .text(maximum: 20)),
            ],
            key: key, anchor: "businessDate", domains: ["inventory", "revenue"], orderedBy: orderedBy)
    }

    /// Register, number, total.
    typealias Row = (String, String, Int)

    /// As a translator makes them, keyed as the kind says.
    static func batch(_ kind: Kind, _ rows: [Row], date: BusinessDate = RecordBatch.sampleDay, revision: Int? = nil) throws -> RecordBatch {
        var batch = RecordBatch(kinds: [kind])
        batch.scopes = [Scope(kind: "sale", entity: "1000", location: "0114")]
        for (index, row) in rows.enumerated() {
            let more = revision.map { ",\"revision\":\($0)" } ?? ""
            let body = "{\"businessDate\":\"\(date)\",\"register\":\"\(row.0)\",\"number\":\"\(row.1)\",\"total\":\(row.2)\(more)}"
            let value = try #require(CanonicalValue(Array(body.utf8)))
            let start = batch.bytes.count
            batch.bytes += Array(try kind.key(of: value).utf8)
            let middle = batch.bytes.count
            batch.bytes += Array(body.utf8)
            batch.entries.append(
                .init(
                    number: index + 1, kind: 0, scope: 0, date: date, key: start..<middle, body: middle..<batch.bytes.count,
                    order: kind.order(of: value)))
        }
        return batch
    }

    @discardableResult
    func say(_ content: String, _ kind: Kind, _ rows: [Row], date: BusinessDate = RecordBatch.sampleDay, revision: Int? = nil) throws
        -> Receipt
    {
        try ledger.post(.sample(content: content), Self.batch(kind, rows, date: date, revision: revision))
    }

    var keys: [String] { get throws { try ledger.records(kind: "sale").items.map(\.id.key) } }
    private var day: BusinessDate { RecordBatch.sampleDay }

    @Test func aLedgerOfBeforeIsKeyedAnewAndEveryFileIsADuplicate() throws {
        let (old, new) = (Self.kind(), Self.kind(.digits))
        let rows: [Row] = [("0003", "0001207", 1), ("3", "8", 2), ("X3", "0", 3), ("000", "00", 4), ("04", "a:b 1", 5)]
        try say("one", old, rows)
        try say("correction", old, [("0003", "0001207", 9)])
        let later = day.adding(days: 3)
        try say("later", old, [("0003", "0009", 6)], date: later)
        #expect(try keys.contains("\(day):0003:0001207"))
        try bench.restart()
        try ledger.rekey(using: [new, Self.kind(.digits, version: 2)])
        #expect(try keys.sorted() == ["\(day):3:1207", "\(day):3:8", "\(day):X3:0", "\(day):0:0", "\(day):4:a%3Ab%201"].sorted())
        // Its history came along, and so did what waits.
        let id = RecordID(entity: "1000", location: "0114", key: "\(day):3:1207")
        #expect(try ledger.recordHistory(kind: "sale", id).map(\.isCurrent) == [false, true])
        bench.clock.advance(seconds: 3 * 86_400)
        try ledger.catchUp()
        #expect(try keys.contains("\(later):3:9"))
        // Under other names, so that every record is looked at.
        for (content, rows) in [("one again", Array(rows.dropFirst())), ("correction again", [("0003", "0001207", 9)])] {
            #expect(try say(content, new, rows).transfer.tally[.duplicate] == rows.count, "\(content)")
        }
        #expect(try say("later again", new, [("0003", "0009", 6)], date: later).transfer.tally[.duplicate] == 1)
        #expect(try say("correction", new, [("0003", "0001207", 9)]).transfer.duplicateOf == 2)
        #expect(try bench.number("SELECT count(*) FROM records") == 7)
        #expect(try ledger.proof().discrepancies == [])
        #expect(try ledger.auditVerify().isIntact)
        // Both ways of writing it are one sale from now on.
        #expect(try say("other format", new, [("3", "1207", 10)]).transfer.tally[.accepted] == 1)
        #expect(try ledger.records(kind: "sale").items.count == 6)
    }

    @Test func recordsThatWereNumberedAreKeyedByWhatTheySay() throws {
        func kind(_ identity: [String], version: Int = 1) -> Kind {
            Kind(
                name: "sale", version: version, title: "Line",
                fields: [
                    KindField(name: "entity", type: .text(maximum: 20), isRequired: true),
                    KindField(name: "businessDate", type: .date, isRequired: true), KindField(name: "total", type: .money),
                    KindField(name: "register", type: .text(maximum: 20)),
                    KindField(name: "number", type: .integer, isRequired: true, identity: identity),
                ], key: ["businessDate", "number"], anchor: "businessDate", domains: ["inventory", "revenue"])
        }
        let (old, new) = (kind([]), kind(["businessDate", "register", "total"]))
        func lines(_ kind: Kind, _ rows: [(Int, String, Int)]) throws -> RecordBatch {
            var batch = RecordBatch(kinds: [kind])
            batch.scopes = [Scope(kind: "sale", entity: "1000", location: "0114")]
            var alike: [String: Int] = [:]
            for (index, (number, register, total)) in rows.enumerated() {
                let body = "{\"businessDate\":\"\(day)\",\"total\":\(total),\"register\":\"\(register)\",\"number\":\(number)}"
                let value = try #require(CanonicalValue(Array(body.utf8)))
                let code = kind.identity(of: value) ?? ""
                alike[code, default: 0] += 1
                let start = batch.bytes.count
                batch.bytes += Array(try kind.key(of: value, number: alike[code] ?? 1).utf8)
                let middle = batch.bytes.count
                batch.bytes += Array(body.utf8)
                batch.entries.append(
                    .init(number: index + 1, kind: 0, scope: 0, date: day, key: start..<middle, body: middle..<batch.bytes.count))
            }
            return batch
        }
        _ = try ledger.post(.sample(content: "one"), lines(old, [(3, "a", 1), (4, "b", 2), (5, "a", 1), (6, "a", -1)]))
        try ledger.rekey(using: [new])
        let keyed = try keys
        #expect(keyed.allSatisfy { $0.split(separator: ":")[1].count >= 20 })
        #expect(keyed.filter { $0.hasSuffix("-2") }.count == 1)
        // The same lines from another place of the report, and one that is new: no line is booked twice.
        _ = try ledger.post(.sample(content: "two"), lines(new, [(9, "b", 2), (10, "a", 1), (11, "a", -1), (12, "a", 1), (13, "c", 7)]))
        #expect(try keys.count == 5)
        #expect(Set(try keys).isSuperset(of: keyed))
        #expect(try ledger.proof().discrepancies == [])
        #expect(try ledger.auditVerify().isIntact)
    }

    @Test func whatIsKeyedAsTheRegistrySaysIsLeftAlone() throws {
        try say("one", Self.kind(.digits), [("03", "1", 1)])
        let before = try bench.rows()
        for _ in 0..<2 { try ledger.rekey(using: [Self.kind(.digits), Self.kind(version: 2), .itemForTests]) }
        #expect(try bench.rows() == before)
    }

    @Test func factsThatWouldMeetAreNamedAndNothingChanges() throws {
        try say("one", Self.kind(), [("0003", "1", 1), ("3", "1", 2), ("5", "1", 3), ("05", "1", 4), ("6", "1", 5)])
        let (before, known) = (try bench.rows(), try keys)
        let error = #expect(throws: LedgerError.self) { try ledger.rekey(using: [Self.kind(.digits)]) }
        let text = "\(try #require(error))"
        #expect(text.contains("sale 1000:0114:\(day):0003:1 and 1000:0114:\(day):3:1"))
        #expect(text.contains("sale 1000:0114:\(day):05:1 and 1000:0114:\(day):5:1"))
        #expect(try bench.rows() == before)
        #expect(try keys == known)
        // The release that wrote it goes on.
        #expect(try say("two", Self.kind(), [("7", "1", 1)]).transfer.tally[.accepted] == 1)
    }

    @Test func aKeyThatBodiesLackIsNamedAndNothingChanges() throws {
        try say("one", Self.kind(), [("3", "1", 1)])
        let before = try bench.rows()
        #expect(throws: LedgerError.keyNotComputable(kind: "sale@1", id: "1000:0114:\(day):3:1", field: "line")) {
            try ledger.rekey(using: [Self.kind(key: ["businessDate", "line"])])
        }
        #expect(try bench.rows() == before)
        // As a new version of the kind it leaves alone what is there.
        try ledger.rekey(using: [Self.kind(), Self.kind(key: ["businessDate", "line"], version: 2)])
        #expect(try bench.rows() == before)
    }

    @Test func aFactThatWouldFallApartIsNamed() throws {
        try say("one", Self.kind(.digits), [("0003", "1", 1)])
        try say("two", Self.kind(.digits), [("3", "1", 2)])
        #expect(
            throws: LedgerError.keyFallsApart(
                kind: "sale@1", id: "1000:0114:\(day):3:1", into: ["1000:0114:\(day):0003:1", "1000:0114:\(day):3:1"])
        ) { try ledger.rekey(using: [Self.kind()]) }
    }

    @Test func copiesBesideMeetTheFactTheyAreAbout() throws {
        try say("one", Self.kind(), [("0003", "1", 1)])
        _ = try ledger.post(
            .sample(content: "beside", writer: "cloud", standing: .proposed), Self.batch(Self.kind(), [("3", "1", 1)]))
        try ledger.rekey(using: [Self.kind(.digits)])
        #expect(try bench.number("SELECT count(DISTINCT key) FROM (SELECT key FROM records UNION ALL SELECT key FROM set_aside)") == 1)
    }

    /// Its records did not say which state they are; now their kind does, and their bodies tell.
    @Test func theOrderOfStatesIsReadFromBodiesToo() throws {
        try say("two", Self.kind(), [("3", "1", 2)], revision: 2)
        try ledger.rekey(using: [Self.kind(orderedBy: "revision")])
        #expect(try say("one", Self.kind(orderedBy: "revision"), [("3", "1", 1)], revision: 1).transfer.tally[.superseded] == 1)
        #expect(try say("three", Self.kind(orderedBy: "revision"), [("3", "1", 3)], revision: 3).transfer.tally[.accepted] == 1)
    }

    @Test func withoutTheLawNothingIsKeyedAnew() throws {
        let bench = try LedgerBench(weakened: .keySpelling)
        _ = try bench.ledger.post(.sample(content: "one"), Self.batch(Self.kind(), [("03", "1", 1)]))
        try bench.ledger.rekey(using: [Self.kind(.digits)])
        #expect(try bench.ledger.records(kind: "sale").items.map(\.id.key) == ["\(day):03:1"])
    }

    @Test func aProcessWithAnotherRegistryPostsNothing() throws {
        try say("one", Self.kind(), [("03", "1", 1)])
        try bench.another().rekey(using: [Self.kind(.digits)])
        #expect(throws: LedgerError.keysChanged("sale@1")) { try say("two", Self.kind(), [("03", "2", 1)]) }
        #expect(try say("two", Self.kind(.digits), [("03", "2", 1)]).transfer.tally[.accepted] == 1)
    }
}
