import Canonical
import Foundation

/// What a cutover moves, from whom to whom, and what must hold before it may: written under version
/// control, kept by the ledger once it has been proposed. Approvals bind to its digest.
package struct CutoverPlan: Sendable, Hashable, Codable {
    /// One side: the writer, and the contracts it writes by, each `id@version`.
    package struct Side: Sendable, Hashable, Codable {
        package var writer: String
        package var interfaces: [String]

        package init(writer: String, interfaces: [String]) {
            self.writer = writer
            self.interfaces = interfaces
        }
    }

    package var name: String
    package var title: String
    package var kind: String
    package var domains: [String]
    /// Of `domains`, those where money is at stake: a controller must approve.
    package var financeDomains: [String]
    /// Selectors: `*` stands for any characters.
    package var entity: String
    package var locations: [String]
    package var from: Side
    package var to: Side
    /// The first business date of the new owner; `nil` until it is known.
    package var boundary: BusinessDate?
    package var gates: GateRules
    package var comparison: ComparisonRules
    /// Data of the old owner is marked late once its day lies so many days back.
    package var lateAfter: Int

    package init(
        name: String, title: String = "", kind: String, domains: [String], financeDomains: [String] = [], entity: String = "*",
        locations: [String] = ["*"], from: Side, to: Side, boundary: BusinessDate? = nil, gates: GateRules = GateRules(),
        comparison: ComparisonRules = ComparisonRules(), lateAfter: Int = 2
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        self.domains = domains
        self.financeDomains = financeDomains
        self.entity = entity
        self.locations = locations
        self.from = from
        self.to = to
        self.boundary = boundary
        self.gates = gates
        self.comparison = comparison
        self.lateAfter = lateAfter
    }

    /// Whether the plan means this cell.
    package func covers(_ scope: Scope, domain: String) -> Bool {
        scope.kind == kind && domains.contains(domain) && CharterRule.matches(scope.entity, entity)
            && locations.contains { CharterRule.matches(scope.location, $0) }
    }

    /// The plan as it is stored and digested: keys sorted, so that the same plan has the same bytes.
    package var json: [UInt8] { Self.encode(self) }
    package var digest: Digest { .of(json) }

    /// What a comparison rests on. Where it changes, parity begins anew.
    package var comparisonDigest: Digest {
        .of(Self.encode(comparison) + Self.encode(from.interfaces) + Self.encode(to.interfaces))
    }

    /// - Throws: `DecodingError` for bytes that a plan never had.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(CutoverPlan.self, from: Data(json))
    }

    private static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings, integers and lists of them: nothing that could fail to encode.
        return (try? encoder.encode(value)).map(Array.init) ?? []
    }
}
