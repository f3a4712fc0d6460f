import Canonical

/// Holds the two statements of one fact against each other, field by field, by the plan's rules.
package struct Comparison: Sendable {
    private let rules: ComparisonRules
    private let byPath: [String: FieldRule]
    private static let mostFields = 20

    package init(_ rules: ComparisonRules) {
        self.rules = rules
        byPath = Dictionary(rules.fields.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    }

    /// - Returns: `match`, `within-tolerance`, `mismatch` with its fields, or `uncomparable` for a body that
    ///   cannot be read.
    package func compare(_ a: [UInt8], _ b: [UInt8]) -> (Agreement, [FieldDifference]) {
        a == b ? (.match, []) : compare(CanonicalValue(a), CanonicalValue(b))
    }

    /// The same for bodies that have been taken apart; `nil` for one that could not be.
    func compare(_ a: CanonicalValue?, _ b: CanonicalValue?) -> (Agreement, [FieldDifference]) {
        guard let left = a, let right = b else { return (.uncomparable, []) }
        var findings = Findings()
        compare(left, right, at: "", byPath[""], &findings)
        if findings.isUncomparable { return (.uncomparable, findings.differences) }
        if !findings.differences.isEmpty { return (.mismatch, Array(findings.differences.prefix(Self.mostFields))) }
        return (findings.isTolerated ? .tolerated : .match, [])
    }

    private struct Findings {
        var differences: [FieldDifference] = []
        var isTolerated = false
        var isUncomparable = false
    }

    /// - Parameter rule: the one that holds at `path`, whether declared there or further up.
    private func compare(
        _ a: CanonicalValue, _ b: CanonicalValue, at path: String, _ rule: FieldRule?, _ findings: inout Findings
    ) {
        if rule?.way == .ignore { return }
        let inner = rule?.way == .set ? nil : rule
        switch (a, b) {
        case (.object(let left), .object(let right)):
            for name in left.map(\.name) + right.map(\.name).filter({ a[$0] == nil }) {
                let place = path.isEmpty ? name : "\(path).\(name)"
                compare(a[name] ?? .null, b[name] ?? .null, at: place, byPath[place] ?? inner, &findings)
            }
        case (.list(let left), .list(let right)):
            guard left.count == right.count else {
                findings.differences.append(FieldDifference(path: path, a: a.shown, b: b.shown))
                return
            }
            let paired = rule?.way == .set ? Self.pair(left, with: right, by: rule?.by ?? []) : right
            for (left, right) in zip(left, paired) { compare(left, right, at: path, inner, &findings) }
        default:
            if a == b { return }
            if let rule, isClose(a, b, rule, &findings) { return }
            findings.differences.append(difference(a, b, at: path))
        }
    }

    /// The elements of `right` in the order of `left`: the same one, or one with the same identity.
    private static func pair(_ left: [CanonicalValue], with right: [CanonicalValue], by fields: [String]) -> [CanonicalValue] {
        func identity(_ element: CanonicalValue) -> [CanonicalValue] { fields.map { element[$0] ?? .null } }
        var pool = right
        return left.map { element in
            let same = pool.firstIndex(of: element)
            let index = same ?? (fields.isEmpty ? nil : pool.firstIndex { identity($0) == identity(element) })
            return index.map { pool.remove(at: $0) } ?? .null
        }
    }

    private func isClose(_ a: CanonicalValue, _ b: CanonicalValue, _ rule: FieldRule, _ findings: inout Findings) -> Bool {
        switch rule.way {
        case .exact, .ignore, .set: return false
        case .crosswalk:
            guard let left = a.text, let right = b.text else { return false }
            return (rule.codes[left] ?? left) == (rule.codes[right] ?? right)
        case .abs, .rel:
            guard let limit = rule.tolerance.flatMap({ Decimal64($0) }) else { return false }
            guard let left = Self.number(a), let right = Self.number(b) else {
                findings.isUncomparable = findings.isUncomparable || (a != .null && b != .null)
                return false
            }
            guard let gap = (left - right)?.magnitude else { return false }
            let isWithin =
                rule.way == .abs
                ? !(limit < gap)
                : Self.isWithin(gap, percent: limit, of: left.magnitude < right.magnitude ? right.magnitude : left.magnitude)
            if isWithin { findings.isTolerated = true }
            return isWithin
        }
    }

    private static func isWithin(_ gap: Decimal64, percent: Decimal64, of size: Decimal64) -> Bool {
        guard let scaled = gap * Decimal64(100), let allowed = percent * size else { return false }
        return !(allowed < scaled)
    }

    /// A number, or the seconds of an instant as canonical bodies have it.
    private static func number(_ value: CanonicalValue) -> Decimal64? {
        value.decimal ?? value.text.flatMap { Instant($0) }.map { Decimal64(mantissa: $0.milliseconds, scale: 3) }
    }

    private func difference(_ a: CanonicalValue, _ b: CanonicalValue, at path: String) -> FieldDifference {
        // A sensitive field's parts are sensitive too.
        if rules.sensitive.contains(where: { path == $0 || path.hasPrefix($0 + ".") }) {
            return FieldDifference(path: path, a: "(redacted)", b: "(redacted)")
        }
        return FieldDifference(path: path, a: String(a.shown.prefix(60)), b: String(b.shown.prefix(60)))
    }
}
