import Canonical

/// One cell's business date as both writers tell it: facts held against each other, and control totals.
package struct StoreDay: Sendable, Hashable, Codable {
    package let cell: String
    package let date: BusinessDate
    package private(set) var counts: [Agreement: Int] = [:]
    /// Everything that is not good, the exempted ones included; at most `mostListed` are kept.
    package private(set) var differences: [Difference] = []
    package private(set) var totalsA = ControlTotals()
    package private(set) var totalsB = ControlTotals()
    /// Seen in facts on which both agree.
    package private(set) var scenarios: Set<Scenario> = []
    /// Numbers that neither writer has stated although their neighbours were.
    package private(set) var gaps = 0
    /// The date is the new writer's, and the old one has said nothing: there is nothing to compare.
    package private(set) var isOneSided = false
    /// Hours after the end of the day at which the new writer's last record came; `nil` where none came.
    package var latenessOfB: Int?

    package static let mostListed = 200

    package init(cell: String, date: BusinessDate) {
        self.cell = cell
        self.date = date
    }

    package var facts: Int { counts.values.reduce(0, +) }
    package var good: Int { counts.filter { $0.key.isGood }.values.reduce(0, +) }
    /// Differences that nobody has exempted.
    package var unexplained: Int {
        (counts[.mismatch] ?? 0) + (counts[.missingInA] ?? 0) + (counts[.missingInB] ?? 0) + (counts[.uncomparable] ?? 0)
    }
    package var totalDifferences: [FieldDifference] { totalsA.differences(from: totalsB) }
    /// Somebody has spoken; what was only turned away is no trade.
    package var isStated: Bool { totalsA.records + totalsB.records > 0 }
    /// Both writers have spoken.
    package var hasBoth: Bool { totalsA.records > 0 && totalsB.records > 0 }
}

/// What one writer states of one fact, for comparison.
package struct FactStatement: Sendable, Hashable {
    package let key: String
    package let body: [UInt8]

    package init(key: String, body: [UInt8]) {
        self.key = key
        self.body = body
    }
}

extension StoreDay {
    /// - Parameters:
    ///   - a: the old writer's statements, one for each key; `b`: the new writer's.
    ///   - isOwnedByB: the date is the new writer's already; an old one that is switched off owes nothing for it.
    ///   - isExempt: whether a person has said that the fact under this key may differ.
    package init(
        cell: String, date: BusinessDate, a: [FactStatement], b: [FactStatement], rules: ComparisonRules, sequence: SequenceRule?,
        isOwnedByB: Bool = false, isExempt: (String) -> Bool
    ) {
        self.init(cell: cell, date: date)
        isOneSided = isOwnedByB && a.isEmpty
        let comparison = Comparison(rules)
        let pairing = KeyPairing(rules.keys)
        var others = Dictionary(b.map { (pairing.key(of: $0.key), $0.body) }, uniquingKeysWith: { $1 })
        var numbers = SequenceCheck(sequence)
        // A body is taken apart once, and two that are the same bytes only once between them.
        for statement in a {
            let value = CanonicalValue(statement.body)
            totalsA.add(value, rules.totals)
            numbers.add(value)
            guard let other = others.removeValue(forKey: pairing.key(of: statement.key)) else {
                note(.missingInB, statement.key, isExempt: isExempt)
                continue
            }
            let isSame = other == statement.body
            let theirs = isSame ? value : CanonicalValue(other)
            totalsB.add(theirs, rules.totals)
            numbers.add(theirs)
            let (agreement, fields) = isSame ? (.match, []) : comparison.compare(value, theirs)
            note(agreement, statement.key, fields, isExempt: isExempt)
            if agreement.isGood, let value { scenarios.formUnion(Scenario.seen(in: value)) }
        }
        for statement in b where others[pairing.key(of: statement.key)] != nil {
            let value = CanonicalValue(statement.body)
            totalsB.add(value, rules.totals)
            numbers.add(value)
            if !isOneSided { note(.missingInA, statement.key, isExempt: isExempt) }
        }
        gaps = numbers.gaps
    }

    private mutating func note(
        _ agreement: Agreement, _ key: String, _ fields: [FieldDifference] = [], isExempt: (String) -> Bool
    ) {
        let found = !agreement.isGood && isExempt(key) ? Agreement.exempt : agreement
        counts[found, default: 0] += 1
        guard !found.isGood, differences.count < Self.mostListed else { return }
        differences.append(Difference(key: key, agreement: found, fields: fields))
    }
}
