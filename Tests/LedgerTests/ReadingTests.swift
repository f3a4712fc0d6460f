import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

@Suite struct ReadingTests {
    let bench: LedgerBench
    var ledger: Ledger { bench.ledger }

    /// Three stores, two days, seven sales each.
    init() throws {
        bench = try LedgerBench()
        for store in 1...3 {
            for day in 0...1 {
                let batch = RecordBatch.sample(
                    count: 7, location: "010\(store)", date: RecordBatch.sampleDay.adding(days: -day))
                _ = try bench.ledger.post(.sample(content: "\(store) \(day)"), batch)
            }
        }
    }

    /// Reads a list to its end, page by page.
    func all<Item>(_ read: (Cursor?) throws -> Page<Item>) rethrows -> [Item] {
        var items: [Item] = []
        var cursor: Cursor?
        repeat {
            let page = try read(cursor)
            items += page.items
            cursor = page.next
        } while cursor != nil
        return items
    }

    @Test(arguments: [1, 2, 5, 7, 41, 42, 43]) func recordsPageByPage(_ limit: Int) throws {
        let whole = try ledger.records(kind: "sale", limit: 1000)
        #expect(whole.items.count == 42)
        #expect(whole.next == nil)
        let paged = try all { try ledger.records(kind: "sale", after: $0, limit: limit) }
        #expect(paged == whole.items)
        #expect(Set(paged.map(\.id)).count == 42)
    }

    @Test func pagesStayStableWhileOthersPost() throws {
        let expected = try ledger.records(kind: "sale", limit: 1000).items.map(\.id)
        var seen: [RecordID] = []
        var cursor: Cursor?
        var round = 0
        repeat {
            let page = try ledger.records(kind: "sale", after: cursor, limit: 10)
            seen += page.items.map(\.id)
            cursor = page.next
            // Corrections of known records and a store that opens in between.
            _ = try ledger.post(
                .sample(content: "again \(round)"),
                RecordBatch.sample(count: 7, location: "0101", total: round + 7),
                RecordBatch.sample(first: 8, count: 1, location: "99\(round)"))
            round += 1
        } while cursor != nil && round < 5
        #expect(Set(expected).isSubset(of: seen))
        #expect(Set(seen).count == seen.count)
    }

    @Test func recordsByPlaceAndDay() throws {
        let day = RecordBatch.sampleDay
        #expect(try ledger.records(kind: "sale", location: "0102").items.count == 14)
        #expect(try ledger.records(kind: "sale", date: day).items.count == 21)
        let one = try ledger.records(kind: "sale", entity: "1000", location: "0102", date: day)
        #expect(one.items.count == 7)
        #expect(one.items.allSatisfy { $0.date == day && $0.id.location == "0102" })
        #expect(try ledger.records(kind: "sale", date: day.adding(days: 5)).items.isEmpty)
        #expect(try ledger.records(kind: "nothing").items.isEmpty)
        let paged = try all { try ledger.records(kind: "sale", date: day, after: $0, limit: 4) }
        #expect(paged.count == 21)
    }

    @Test func keysThatDoNotBeginWithTheirDate() throws {
        var batch = RecordBatch(kinds: [.itemForTests])
        for index in 0..<5 {
            batch.addSale(
                ticket: index, location: Kind.everywhere,
                date: RecordBatch.sampleDay.adding(days: -(index % 2)))
        }
        _ = try ledger.post(.sample(content: "items", states: ["assortment"]), batch)
        #expect(try ledger.records(kind: "item", date: RecordBatch.sampleDay).items.count == 3)
        #expect(try ledger.records(kind: "item", location: "*").items.count == 5)
    }

    @Test func bodiesComeBackByteForByte() throws {
        let batch = RecordBatch.sample(count: 1, location: "0500", padding: 40)
        let receipt = try ledger.post(.sample(content: "body"), batch)
        let version = try #require(try ledger.outcomes(of: receipt.transfer.id).first?.record)
        let change = try #require(try ledger.changes(after: Cursor(number: version - 1)).items.first)
        let body = Array(batch.bytes[batch.entries[0].body])
        #expect(change.body == body)
        #expect(change.digest == .of(body))
        #expect(try ledger.record(kind: "sale", change.id)?.body == body)
    }

    @Test func theFeedIsInCommitOrder() throws {
        let first = try ledger.changes(limit: 30)
        let rest = try ledger.changes(after: first.next, limit: 30)
        #expect((first.items + rest.items).map(\.version) == Array(1...42))
        let end = try #require(rest.next)
        #expect(try ledger.changes(after: end).items.isEmpty)
        #expect(try ledger.changes(after: end).next == end)
        _ = try ledger.post(.sample(content: "new"), RecordBatch.sample(count: 1, location: "0900"))
        #expect(try ledger.changes(after: end).items.map(\.version) == [43])
        #expect(try ledger.changes(kind: "order").items.isEmpty)
        #expect(try ledger.changes(kind: "order").next == Cursor(number: 43))
    }

    @Test func transfersPageByPage() throws {
        let paged = try all { try ledger.transfers(after: $0, limit: 4) }
        #expect(paged.map(\.id) == [6, 5, 4, 3, 2, 1])
        #expect(try ledger.transfers(.init(source: "other")).items.isEmpty)
        #expect(try ledger.transfers(.init(state: .posted, interface: "store-pos.sales")).items.count == 6)
        #expect(try ledger.transfers(.init(date: RecordBatch.sampleDay)).items.count == 6)
        #expect(try ledger.transfers(.init(digest: .of("2 1"))).items.map(\.id) == [4])
    }

    @Test func outcomesPageByPage() throws {
        var numbers: [Int] = []
        while true {
            let page = try ledger.outcomes(of: 1, after: numbers.last ?? 0, limit: 3)
            if page.isEmpty { break }
            numbers += page.map(\.number)
        }
        #expect(numbers == Array(1...7))
    }

    @Test func cellsAndExplain() throws {
        let cells = try ledger.cells()
        #expect(cells.items.count == 6)
        #expect(cells.items.allSatisfy { $0.cell.phase == .legacy && $0.cell.outgoing == "legacy-pos" })
        #expect(cells.items.first?.cell.epochs == [Epoch(number: 1, from: nil, writer: "legacy-pos")])
        #expect(try all { try ledger.cells(domain: "revenue", after: $0, limit: 1) }.count == 3)
        let scope = Scope(kind: "sale", entity: "1000", location: "0101")
        let day = RecordBatch.sampleDay
        let foreign = Submission(writer: "cloud", door: .rest, date: day, today: day)
        #expect(try ledger.explain(foreign, scope: scope, domain: "revenue").decision.reason == .notOwner)
        let fresh = Scope(kind: "sale", entity: "1000", location: "0777")
        #expect(try ledger.explain(foreign, scope: fresh, domain: "revenue").decision.reason == .noScope)
        let own = Submission(writer: "legacy-pos", door: .rest, date: day, today: day)
        #expect(try ledger.explain(own, scope: fresh, domain: "revenue").decision.outcome == .accepted)
        #expect(try ledger.cells().items.count == 6)
    }

    @Test func exceptionsAreResolvedOnce() throws {
        var batch = RecordBatch(kinds: [.saleForTests])
        for rule in ["date", "code", "date"] { batch.addRejection(rule: rule) }
        let receipt = try ledger.post(.sample(content: "bad"), batch)
        let filter = ExceptionFilter(state: .open, transfer: receipt.transfer.id, rule: "date")
        let open = try all { try ledger.exceptions(filter, after: $0, limit: 1) }
        #expect(open.map(\.finding.record) == [1, 3])
        #expect(open.first?.finding.raw == "raw line")
        let resolved = try ledger.resolve(open[0].id, by: "ann", reason: "sender will resend")
        #expect(resolved.state == .resolved)
        let again = try ledger.resolve(open[0].id, by: "bob", reason: "other")
        #expect(again.resolvedBy == "ann")
        #expect(try ledger.exceptions(filter).items.count == 1)
        #expect(try ledger.exceptions(.init(interface: "store-pos.sales")).items.count == 3)
        #expect(throws: LedgerError.unknown("exception")) {
            _ = try ledger.resolve(999, by: "ann", reason: "x")
        }
    }

    @Test(arguments: ["", "x", "!!!", "LTU", "MSAy", "\u{0}"]) func foreignCursorsAreRefused(_ text: String) {
        #expect(throws: LedgerError.badCursor) { _ = try ledger.transfers(after: Cursor(text)) }
    }

    @Test func metrics() throws {
        let counts = try ledger.counts()
        #expect(counts.versions == 42)
        #expect(counts.transfers == [.posted: 6])
        #expect(counts.tally[.accepted] == 42)
        #expect(counts.bytes > 0)
    }
}
