import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Testing
import Transport

@testable import Intake

/// Nothing waits in a drop unseen.
@Suite struct BystanderTests {
    private func bench(_ place: Place = .local, weakened: Weakening? = nil) throws -> IntakeBench {
        try IntakeBench(place) { drop in
            drop.match = [NamePattern("sales_*.csv")]
            drop.ignore = [NamePattern("*.log")]
            drop.weakened = weakened
        }
    }

    private func told(_ bench: IntakeBench) -> [String] { bench.logs.all.filter { $0.contains("something is in the folder") } }

    @Test(arguments: Place.allCases) func aNameThatNoPatternTakesIsCountedAndTold(_ place: Place) throws {
        let bench = try bench(place)
        try bench.inbox.put("sales_1.csv", TillFile.sales(1...1))
        try bench.inbox.put("SALES_2.CSV", TillFile.sales(2...2))
        try bench.inbox.put("readme.txt", [])
        #expect(try bench.settle().posted == 1)
        let status = try #require(try bench.ledger.drops().first)
        #expect(status.unmatched == 2)
        #expect(status.isGreen)
        #expect(status.unmatchedNames.contains("SALES_2.CSV (differs from a pattern only in upper and lower case)"))
        #expect(status.unmatchedNames.hasSuffix("readme.txt"))
        // Once for each set of names, not at each look.
        #expect(told(bench).count == 1)
        #expect(told(bench).first?.contains("SALES_2.CSV (differs") == true)
        try bench.inbox.put("readme.2", [])
        for _ in 0..<3 { try bench.poll() }
        #expect(told(bench).count == 2)
        for name in ["SALES_2.CSV", "readme.txt", "readme.2"] { try bench.inbox.remove(name) }
        try bench.poll()
        #expect(try bench.ledger.drops().first?.unmatched == 0)
        #expect(bench.logs.all.contains { $0.contains("nothing is in the folder any more") })
    }

    @Test func aDropThatTellsNothingIsNoticed() throws {
        let bench = try bench(weakened: .unmatchedName)
        try bench.inbox.put("SALES_2.CSV", TillFile.sales(2...2))
        try bench.settle()
        #expect(try bench.ledger.drops().first?.unmatched == 0)
        #expect(told(bench).isEmpty)
    }

    @Test func whatIsNoPlainFileIsCounted() throws {
        let bench = try bench()
        symlink("/etc/passwd", bench.inbox.path + "/sales_1.csv")
        mkfifo(bench.inbox.path + "/sales_2.csv", 0o644)
        mkdir(bench.inbox.path + "/old", 0o755)
        try bench.poll()
        let status = try #require(try bench.ledger.drops().first)
        #expect(status.unmatched == 3)
        #expect(Set(status.unmatchedNames.split(separator: ", ")) == ["sales_1.csv (link)", "sales_2.csv (no plain file)", "old (folder)"])
    }

    @Test func whatIsMeantToStayIsNotCounted() throws {
        let bench = try bench()
        _ = bench.done
        for name in ["sales_1.csv.tmp", "SALES_3.PART", ".hidden", "a.log"] { try bench.inbox.put(name, []) }
        mkdir(bench.inbox.path + "/.snapshot", 0o755)
        try bench.poll()
        #expect(try bench.ledger.drops().first?.unmatched == 0)
    }

    @Test func whatOtherDropsTakeIsTheirs() throws {
        var others = [NamePattern("tenders_*.csv"), NamePattern("*")].map { pattern in
            Drop(name: pattern.description, endpoint: LocalFolder(root: "/"), interface: "x", match: [pattern], clearing: .delete)
        }
        let bench = try IntakeBench { drop in
            drop.match = [NamePattern("sales_*.csv")]
            others[0].endpoint = drop.endpoint
            others[1].endpoint = drop.endpoint
            if let folder = try? RemoteFolder("in/below") { others[1].folder = folder }
            drop.neighbours = others
        }
        for name in ["tenders_1.csv", "other_1.csv"] { try bench.inbox.put(name, []) }
        for folder in ["in", "out"] { mkdir(bench.inbox.path + "/" + folder, 0o755) }
        try bench.poll()
        let names = try #require(try bench.ledger.drops().first).unmatchedNames
        #expect(Set(names.split(separator: ", ")) == ["other_1.csv", "out (folder)"])
    }

    /// The ledger was restored from an older copy: what is under a hidden name of ours is nobody's.
    @Test func aHiddenNameThatNobodyKnowsIsTold() throws {
        let bench = try bench()
        try bench.inbox.put(".crossdock-aside-7-1-abc", TillFile.sales(1...1))
        try bench.poll()
        #expect(try bench.ledger.drops().first?.unmatchedNames == ".crossdock-aside-7-1-abc")
    }

    @Test func manyNamesAreShownByTheirFirst() throws {
        let drop = try bench().drop
        var bystanders = Bystanders(drop)
        var (forwards, backwards) = (bystanders, bystanders)
        let names = try (0..<1000).map { try RemoteName("x\($0)") }
        func entry(_ name: RemoteName) -> EndpointEntry { EndpointEntry(name: name, size: 0, modified: nil, kind: .file) }
        for name in names { forwards.note(entry(name)) }
        for name in names.reversed() { backwards.note(entry(name)) }
        #expect(forwards.count == 1000)
        #expect(forwards.names == "x0, x1, x2, x3, x4 and 995 more")
        #expect(forwards.fingerprint == backwards.fingerprint)
        bystanders.note(entry(try RemoteName("x0")))
        #expect(bystanders.fingerprint != forwards.fingerprint)
    }

    @Test func onlyLettersOfASCIIHaveACaseToIgnore() {
        let pattern = NamePattern("a-?_[*.csv")
        #expect(pattern.matches(Array("A-x_[1.CSV".utf8), ignoringCase: true))
        #expect(!pattern.matches(Array("A-x_[1.CSV".utf8)))
        #expect(!pattern.matches(Array("A-x_{1.CSV".utf8), ignoringCase: true))
    }
}
