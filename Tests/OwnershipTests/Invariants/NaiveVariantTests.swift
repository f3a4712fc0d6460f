import CrossdockTesting
import Testing

/// The guards that look right and are not: each must break an invariant, or the invariants prove nothing.
@Suite struct NaiveVariantTests {
    /// So many runs are played at most; most variants fail within the first few.
    static let runs = UInt64(2_000)

    @Test(arguments: NaiveVariant.allCases) func everyNaiveVariantIsCaught(_ variant: NaiveVariant) throws {
        var broken: [Int: (seed: UInt64, detail: String)] = [:]
        var first: UInt64?
        for seed in 1...Self.runs {
            do { _ = try GuardTrial(seed: seed, variant: variant).play() } catch let violation as Violation {
                if first == nil { first = seed }
                if broken[violation.invariant] == nil { broken[violation.invariant] = (seed, violation.detail) }
            }
            let isCaught = broken.keys.contains { Self.expected(variant).contains($0) }
            if let first, isCaught, seed >= first + 50 { break }
        }
        let names = broken.sorted { $0.key < $1.key }.map { "\($0.key) (seed \($0.value.seed): \($0.value.detail))" }
        print("\(variant): first caught at seed \(first ?? 0); breaks invariants \(names.joined(separator: ", "))")
        #expect(!broken.isEmpty, "\(variant) passes \(Self.runs) runs")
        #expect(broken.keys.contains { Self.expected(variant).contains($0) }, "\(variant) breaks others than expected")
        // The guard itself passes the very runs that the variant fails.
        for (_, found) in broken { _ = try GuardTrial(seed: found.seed).play() }
    }

    /// What each must break among others.
    private static func expected(_ variant: NaiveVariant) -> [Int] {
        switch variant {
        case .noRevisionCheck: [1, 7, 8]
        case .ownershipByArrival: [1]
        case .highestEpochFencing: [5]
        case .rollbackRewritesOwner: [1, 2]
        case .noRedecision: [7, 12]
        case .noHighestDate: [10]
        }
    }
}
