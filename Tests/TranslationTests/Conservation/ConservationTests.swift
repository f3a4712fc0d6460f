import CrossdockTesting
import Foundation
import Testing

/// The law: what a file says becomes the same facts, or somebody is told, however the file was damaged on its way.
@Suite struct ConservationTests {
    /// More rounds find more; `CONSERVATION_ROUNDS=5000 swift test --filter ConservationTests`.
    static let rounds = ProcessInfo.processInfo.environment["CONSERVATION_ROUNDS"].flatMap { Int($0) } ?? 300
    /// Large files say the same things again and again, and cost more.
    static let mostBytes = rounds * 6000

    @Test func noMutationOfAShippedFileIsSilent() async throws {
        let files = try ShippedFile.all()
        let results = try await withThrowingTaskGroup(of: (String, ConservationTrial.Figures).self) { group in
            for file in files { group.addTask { (file.definition.reference, try Self.figures(file)) } }
            var results: [String: ConservationTrial.Figures] = [:]
            for try await (reference, figures) in group { results[reference, default: .init()] += figures }
            return results
        }
        var all = ConservationTrial.Figures()
        for (reference, figures) in results.sorted(by: { $0.key < $1.key }) {
            all += figures
            print("\n\(reference)\n\(figures.table)")
            for (reason, count) in figures.reasons.sorted(by: { $0.key < $1.key }) { print("  undetectable, \(count) times: \(reason)") }
            if !figures.beside.isEmpty {
                print("  \(figures.beside.count) told of something and changed something else, such as \(figures.beside[0])")
            }
            report(figures.silent)
        }
        print("\nall interfaces\n\(all.table)\n")
        #expect(all.tried > 1000)
    }

    static func figures(_ file: ShippedFile) throws -> ConservationTrial.Figures {
        do {
            let trial = try ConservationTrial(
                ConservationSeam(file.plan, file: file.name), file.bytes, undetectable: undetectable[file.definition.id] ?? [])
            return try trial.run(rounds: max(60, min(rounds, mostBytes / max(1, file.bytes.count))), seed: seed(of: file.name))
        } catch is ConservationTrial.NotGood {
            return .init()
        }
    }

    /// The same for the same file, so that a failure comes again.
    static func seed(of name: String) -> UInt64 { name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }

    /// A few of each kind in full; the table counts all of them.
    func report(_ silent: [ConservationTrial.SilentDifference]) {
        for (_, some) in Dictionary(grouping: silent, by: \.mutation.kind).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for one in some.prefix(Self.shown) { Issue.record("\(one.text)") }
            if some.count > Self.shown {
                Issue.record("… and \(some.count - Self.shown) more of the kind '\(some[0].mutation.kind.rawValue)'")
            }
        }
    }

    static let shown = ProcessInfo.processInfo.environment["CONSERVATION_SHOWN"].flatMap { Int($0) } ?? 3
}
