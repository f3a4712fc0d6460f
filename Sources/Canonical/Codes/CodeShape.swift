/// What a code looks like where it came through whole, so that one which was damaged on its way is noticed: an article
/// number that a spreadsheet wrote as 4,00638E+12, a digit that was mistyped.
///
/// A class, so that a code which is right costs its reader no more than a look at its bytes.
package final class CodeShape: Sendable {
    /// Whether a code that does not fit is told, or refuses its record. What has happened is kept.
    package enum Failure: String, Sendable, CaseIterable {
        case warning
        case businessException = "business-exception"
    }

    /// What is wrong with a code.
    package enum Fault: Sendable, Hashable {
        case length
        case pattern
        /// It has a form that only damage gives it.
        case damaged
        case checkDigits
    }

    /// What it is, for people: `a GTIN`.
    package let meaning: String
    /// Forms, one of which it must have; none for any form.
    package let patterns: [CodePattern]
    /// Forms that it must not have.
    package let damagedForms: [CodePattern]
    /// How many characters it may have; none for any number.
    package let lengths: [ClosedRange<Int>]
    package let check: CheckDigits?
    package let failure: Failure
    /// Bytes, one of which every damaged code has, where nothing else is asked of it.
    private let telltales: ByteSet?

    package init(
        meaning: String, patterns: [CodePattern] = [], damagedForms: [CodePattern] = [], lengths: [ClosedRange<Int>] = [],
        check: CheckDigits? = nil, failure: Failure
    ) {
        self.meaning = meaning
        self.patterns = patterns
        self.damagedForms = damagedForms
        self.lengths = lengths
        self.check = check
        self.failure = failure
        let needed = damagedForms.compactMap(\.needed)
        let isAll = patterns.isEmpty && lengths.isEmpty && check == nil && needed.count == damagedForms.count
        telltales = isAll ? needed.reduce(ByteSet()) { $0.union($1) } : nil
    }

    /// - Parameter code: UTF-8.
    /// - Returns: `nil` where the code fits.
    package func fault(in code: UnsafeRawBufferPointer) -> Fault? {
        if let telltales, !telltales.meets(code) { return nil }
        for form in damagedForms where form.matches(code) { return .damaged }
        if !lengths.isEmpty {
            let count = code.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            guard lengths.contains(where: { $0.contains(count) }) else { return .length }
        }
        if !patterns.isEmpty, !patterns.contains(where: { $0.matches(code) }) { return .pattern }
        if let check, !check.hold(in: code) { return .checkDigits }
        return nil
    }

    /// All that is asked of a code, and what becomes of one that does not fit.
    package var summary: String {
        var asked: [Fault] = []
        if !lengths.isEmpty { asked.append(.length) }
        if !patterns.isEmpty { asked.append(.pattern) }
        if !damagedForms.isEmpty { asked.append(.damaged) }
        if check != nil { asked.append(.checkDigits) }
        let end = failure == .warning ? "another code is kept and flagged" : "a record with another code is refused"
        return (asked.map(expectation) + [end]).joined(separator: "; ")
    }

    /// What a code with this fault should have been: `a GTIN of 8, 12, 13 or 14 characters`.
    package func expectation(_ fault: Fault) -> String {
        switch fault {
        case .length:
            let texts = lengths.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
            let listed = texts.count < 2 ? texts.joined() : "\(texts.dropLast().joined(separator: ", ")) or \(texts[texts.count - 1])"
            return "\(meaning) of \(listed) characters"
        case .pattern: return "\(meaning) of the form \(patterns.map { "'\($0.text)'" }.joined(separator: " or "))"
        case .damaged: return "\(meaning), and nothing of the form \(damagedForms.map { "'\($0.text)'" }.joined(separator: " or "))"
        case .checkDigits: return "\(meaning) with the right check digit"
        }
    }
}

extension CodeShape: Hashable {
    package static func == (a: CodeShape, b: CodeShape) -> Bool {
        a === b
            || a.meaning == b.meaning && a.patterns == b.patterns && a.damagedForms == b.damagedForms && a.lengths == b.lengths
                && a.check == b.check && a.failure == b.failure
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(meaning)
        hasher.combine(patterns)
        hasher.combine(damagedForms)
    }
}
