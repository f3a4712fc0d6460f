import Canonical
import CrossdockTesting
import Foundation
import Registry
import Testing

/// Plans under version control: what they mean where they say nothing, and what they must not say.
@Suite struct CutoverPlanTests {
    private static let plan = """
        cutover: move
        cells: {kind: sale, locations: ["01*"]}
        from: {writer: till, interfaces: [till.sales@1]}
        to: {writer: cloud, interfaces: [canonical.sale]}
        boundary: 2026-03-02
        comparison:
          fields:
            - {field: lines.description, rule: ignore}
            - {field: at, rule: abs, tolerance: "60"}

        """

    private func load(_ plan: String, as name: String = "move") throws -> Library {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        _ = try TillRegistry(in: folder.path, canonical: root.path + "/Interfaces/canonical")
        try FileManager.default.createDirectory(atPath: folder.path + "/cutovers", withIntermediateDirectories: true)
        try plan.write(toFile: folder.path + "/cutovers/\(name).yaml", atomically: true, encoding: .utf8)
        return try LibraryLoader.loadWhole(folder.path)
    }

    private func complaints(_ old: String, _ new: String) throws -> [String] {
        #expect(Self.plan.contains(old))
        do {
            _ = try load(Self.plan.replacing(old, with: new))
            return []
        } catch let error as Complaints {
            return error.all.map(\.description)
        }
    }

    @Test func whatIsNotSaidFollowsFromTheKind() throws {
        let plan = try #require(try load(Self.plan).cutovers.first)
        #expect(plan.domains == ["inventory", "revenue"])
        #expect(plan.entity == "*")
        #expect(plan.from.interfaces == ["till.sales@1.0.0"])
        #expect(plan.to.interfaces == ["canonical.sale@2.0.0"])
        #expect(plan.parityPerMillion == 999_000)
        #expect((plan.days, plan.freshHours, plan.lateAfter) == (14, 24, 2))
        #expect(plan.scenarios == CutoverShape.scenarios)
        #expect(
            plan.totals.map { "\($0.sum)/\($0.per ?? "")" }.sorted() == [
                "discounts.amount/", "lines.amount/", "taxes.amount/code", "tenders.amount/type", "total/",
            ])
        #expect(plan.sensitive == ["tenders.reference"])
    }

    @Test(arguments: [
        ("kind: sale", "kind: sail", "there is no kind 'sail'. Did you mean 'sale'?"),
        ("locations: [\"01*\"]}", "domains: [revenu]}", "the kind sale has no domain 'revenu'. Did you mean 'revenue'?"),
        ("till.sales@1", "till.sale@1", "there is no interface 'till.sale@1'"),
        ("writer: till,", "writer: tell,", "till.sales@1.0.0 is written by till, not by tell"),
        ("field: lines.description, rule: ignore", "field: lines.descripton, rule: ignore", "sale@2 has no field 'lines.descripton'"),
        (
            "field: lines.description, rule: ignore", "field: total, rule: ignore",
            "'total' holds money, and money must be equal to the cent"
        ),
        (
            "field: lines.description, rule: ignore", "field: lines, rule: ignore",
            "'lines' holds money, and money must be equal to the cent"
        ),
        ("field: lines.description, rule: ignore", "field: number, rule: set", "'set' is for lists, and 'number' is none"),
        ("tolerance: \"60\"", "tolerance: soon", "'abs' needs a 'tolerance' that is a number"),
        ("  fields:", "  keys: [{field: total, crosswalk: item}]\n  fields:", "'total' is no field of the key of sale@2"),
        ("  fields:", "  keys: [{field: register, crosswalk: itme}]\n  fields:", "there is no crosswalk 'itme'. Did you mean 'item'?"),
        ("boundary: 2026-03-02", "gates: {parity: most}", "'parity' must be a share such as 99.9%, found 'most'"),
        ("boundary: 2026-03-02", "gates: {days: 0}", "'days' must be at least 1"),
        ("boundary: 2026-03-02", "gates: {complete-after: -9}", "5:25: 'complete-after' must be at least 0"),
        ("boundary: 2026-03-02", "late-after: -50", "5:13: 'late-after' must be at least 0"),
        ("[till.sales@1]", "[]", "3:34: 'interfaces' must name at least one contract that till writes by"),
        ("[canonical.sale]", "[]", "4:33: 'interfaces' must name at least one contract that cloud writes by"),
        ("boundary: 2026-03-02", "boundery: 2026-03-02", "boundary"),
        ("cutover: move", "cutover: shift", "Move it to cutovers/shift.yaml"),
    ])
    func complaintsSayWhatIsWrong(_ old: String, _ new: String, _ expected: String) throws {
        let found = try complaints(old, new)
        #expect(found.contains { $0.hasPrefix("cutovers/move.yaml:") && $0.contains(expected) }, "\(found)")
    }

    @Test func noTimeToComeInIsATime() throws {
        let plan = try #require(
            try load(Self.plan.replacing("boundary: 2026-03-02", with: "late-after: 0\ngates: {complete-after: 0}")).cutovers.first)
        #expect((plan.lateAfter, plan.completeAfter) == (0, 0))
    }

    @Test func keysMayBePairedThroughACrosswalk() throws {
        let plan = try #require(
            try load(Self.plan.replacing("  fields:", with: "  keys: [{field: register, crosswalk: item}]\n  fields:")).cutovers.first)
        #expect(plan.keys.map(\.part) == [1])
        #expect(plan.keys.first?.codes == ["100011": "100011"])
    }
}
