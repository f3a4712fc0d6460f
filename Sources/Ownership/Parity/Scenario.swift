import Canonical

/// A kind of business event that a shadow must have got right at least once before it is believed.
package enum Scenario: String, Sendable, Hashable, Codable, CaseIterable, CustomStringConvertible {
    case sale
    case `return`
    case void
    case exchange
    case splitTender = "split-tender"
    case taxExempt = "tax-exempt"
    case zero
    case negative

    package var description: String { rawValue }

    /// What a record shows of them: by its `type`, its tenders, its taxes and its total.
    package static func seen(in record: CanonicalValue) -> Set<Scenario> {
        var seen: Set<Scenario> = []
        if let type = record["type"]?.text, let named = Scenario(rawValue: type) { seen.insert(named) }
        if (record["tenders"]?.elements.count ?? 0) > 1 { seen.insert(.splitTender) }
        let total = record["total"]?.integer ?? record["amount"]?.integer
        if total == 0 { seen.insert(.zero) }
        if let total, total < 0 { seen.insert(.negative) }
        let taxes = record["taxes"]?.elements.compactMap { $0["amount"]?.integer } ?? []
        let lines = record["lines"]?.elements ?? []
        if !lines.isEmpty, taxes.allSatisfy({ $0 == 0 }), lines.allSatisfy({ ($0["tax"]?.integer ?? 0) == 0 }) {
            seen.insert(.taxExempt)
        }
        return seen
    }
}
