import Canonical

/// All cells in question on one date that any of them traded on.
struct TradingDay {
    let date: BusinessDate
    let storeDays: [StoreDay]

    var facts: Int { storeDays.reduce(0) { $0 + $1.facts } }
    var good: Int { storeDays.reduce(0) { $0 + $1.good } }
    var isComplete: Bool { storeDays.allSatisfy(\.hasBoth) }

    func agrees(_ perMillion: Int) -> Bool { facts > 0 && good * 1_000_000 >= perMillion * facts }

    var sentence: String {
        if let missing = storeDays.first(where: { !$0.hasBoth }) {
            return "\(missing.cell) has \(missing.totalsA.records == 0 ? "no old" : "no new") statement"
        }
        return "\(good) of \(facts) agree"
    }
}
