import Canonical
import Ownership

/// What is the same in every run of the model: writers, cells, targets, people, plans and their digests.
///
/// Constants are computed once, with the real functions, so that a run of many steps stays lean.
package enum GuardWorld {
    /// The first day of every run.
    package static let firstDay = Int32(20_700)
    /// Days that facts may be dated on, from `earliestDay` on.
    package static let dayCount = Int32(80)
    package static let earliestDay = firstDay - 6
    package static let factsPerDay = 2

    package static let writers = ["A", "B", "C", "R", "X"]
    package static let a = 0
    package static let b = 1
    package static let c = 2
    /// Its interface is retired.
    package static let retired = 3
    /// No charter rule names it.
    package static let unregistered = 4

    /// Two stores by two domains, and one store that no charter rule covers.
    package static let cellCount = 5
    package static let places: [(scope: Scope, domain: String)] = [
        (Scope(kind: "sale", entity: "1000", location: "0101"), "revenue"),
        (Scope(kind: "sale", entity: "1000", location: "0102"), "revenue"),
        (Scope(kind: "sale", entity: "1000", location: "0101"), "inventory"),
        (Scope(kind: "sale", entity: "1000", location: "0102"), "inventory"),
        (Scope(kind: "sale", entity: "1000", location: "0999"), "revenue"),
    ]
    package static let charter = Charter(rules: [CharterRule(kind: "sale", location: "01*", writer: "A")])

    package static let factCount = Int(dayCount) * factsPerDay * cellCount

    package static func cell(of fact: Int) -> Int { fact % cellCount }

    package static func fact(day: Int32, number: Int, cell: Int) -> Int {
        (Int(day - earliestDay) * factsPerDay + number) * cellCount + cell
    }

    /// The day of a fact as it is stated first.
    package static func day(of fact: Int) -> Int32 { earliestDay + Int32(fact / cellCount / factsPerDay) }

    package static let targets = ["ledger", "stock"]
    /// The old owner posts to the ledger itself and only informs through the gateway; of the new one's facts
    /// the stock target hears nothing.
    package static let egress = EgressMap(rules: [
        EgressMap.Rule(target: "ledger", cells: CharterRule(writer: "A"), role: .informational),
        EgressMap.Rule(target: "ledger", cells: CharterRule(writer: "B"), role: .poster),
        EgressMap.Rule(target: "stock", cells: CharterRule(writer: "A"), role: .poster),
        EgressMap.Rule(target: "stock", cells: CharterRule(writer: "B"), role: .none),
    ])

    /// By writer and cell, both targets in order.
    package static let roles: [[[EgressRole]]] = writers.map { writer in
        places.map { place in
            let told = egress.roles(of: writer, place.scope, domain: place.domain)
            return targets.map { target in told.first { $0.target == target }?.role ?? .none }
        }
    }

    package static let openers: [Int?] = places.map { place in
        charter.opener(of: place.scope, domain: place.domain).flatMap(writers.firstIndex)
    }
}
