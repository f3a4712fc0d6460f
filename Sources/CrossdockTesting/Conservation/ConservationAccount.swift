import Canonical
import Foundation
import Translation

/// What came of a file, as a trader would reconcile it: the records, what was refused and flagged, what was passed over.
package struct ConservationAccount: Sendable {
    /// What a fact is about: its kind, scope and key.
    package typealias Name = String

    /// The different contents that each fact was stated with. A fact that is stated twice with one content is one fact: the
    /// ledger calls the second a duplicate and counts it.
    package private(set) var facts: [Name: Set<String>] = [:]
    /// How often each fact was stated.
    package private(set) var stated: [Name: Int] = [:]
    /// The contents that carry each flag.
    package private(set) var flagged: [Int: [String: Int]] = [:]
    package let unknownCodes: [UnknownCode: Int]
    package let rejected: Int
    package let findings: [Finding]
    /// Findings of the file itself: nothing of it may be posted.
    package let fileFindings: [Finding]
    package let passedOver: Int
    package let counts: FileCounts
    /// Promises of the translator that were broken, whatever the bytes.
    package let broken: [String]

    package init(_ reading: Reading) {
        unknownCodes = reading.unknownCodes
        rejected = reading.summary.rejected
        findings = reading.findings
        fileFindings = reading.summary.findings
        passedOver = reading.summary.passedOver
        counts = reading.summary.counts
        broken = reading.broken
        for case .record(let json, let scope, let key, let flags) in reading.outcomes {
            let name = "\(scope.kind) \(scope.entity) \(scope.location) \(key)"
            facts[name, default: []].insert(json)
            stated[name, default: 0] += 1
            for bit in 0..<Int.bitWidth where flags.rawValue & (1 << bit) != 0 { flagged[1 << bit, default: [:]][json, default: 0] += 1 }
        }
    }

    /// Whether both state the same facts; the order of records and of the elements of lists aside.
    package func statesTheSame(as other: ConservationAccount) -> Bool {
        guard facts.count == other.facts.count else { return false }
        return facts.allSatisfy { name, contents in
            guard let theirs = other.facts[name] else { return false }
            return contents == theirs || Set(contents.map(Self.unordered)) == Set(theirs.map(Self.unordered))
        }
    }

    /// What is stated here and was not before, without a flag.
    package func changedFacts(from original: ConservationAccount) -> [Name] {
        facts.filter { name, contents in
            !contents.subtracting(original.facts[name] ?? []).allSatisfy { content in flagged.values.contains { $0[content] != nil } }
        }.keys.sorted()
    }

    private static func unordered(_ json: String) -> String {
        func text(_ value: Any) -> String {
            switch value {
            case let object as [String: Any]:
                "{" + object.sorted { $0.key < $1.key }.map { "\($0.key):\(text($0.value))" }.joined(separator: ",") + "}"
            case let list as [Any]: "[" + list.map(text).sorted().joined(separator: ",") + "]"
            default: "\(value)"
            }
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return json }
        return text(object)
    }

    package var count: Int { stated.values.reduce(0, +) }

    /// The sum of all amounts and quantities by the path of their field. Exact: money is an integer of minor units in
    /// canonical JSON, other decimals are added in decimal.
    package var totals: [String: Decimal] {
        var totals: [String: Decimal] = [:]
        func add(_ value: Any, _ path: String) {
            switch value {
            case let object as [String: Any]: for (name, value) in object { add(value, path.isEmpty ? name : "\(path).\(name)") }
            case let list as [Any]: for value in list { add(value, path) }
            case let number as NSNumber: totals[path, default: 0] += number.decimalValue
            case let text as String:
                if text.wholeMatch(of: #/-?[0-9]+\.[0-9]+/#) != nil, let number = Decimal(string: text) {
                    totals[path, default: 0] += number
                }
            default: break
            }
        }
        for (name, contents) in facts {
            for json in contents {
                guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { continue }
                add(object, String(name.prefix { $0 != " " }))
            }
        }
        return totals
    }
}
