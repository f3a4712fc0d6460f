import Canonical
import Registry

/// What a definition says itself is known before a file comes: whether its canonical field can hold it.
extension PlanCompiler {
    mutating func checkConstants(of value: ValueDefinition, for field: KindField, path: String, context: Int) {
        guard weakened != .looseDefinition, value.reading == nil, value.split == nil else { return }
        if case .cases(let cases) = value.source, value.code == nil {
            for item in cases { checkConstants(of: item.then, for: field, path: path, context: context) }
        }
        for (text, place) in value.constants {
            guard let expected = field.expectation(unmetBy: text, isMinorMoney: value.isMinorMoney) else { continue }
            complain(place, "'\(path)' must be \(expected), and '\(text.shortened(60))' is not", advice(text, field, context))
        }
    }

    private func advice(_ text: String, _ field: KindField, _ context: Int) -> String {
        if context >= 0, definition.format.records[context].fieldIndex(text) != nil { return "To take the field, write {from: \(text)}" }
        if case .choice(let words) = field.type { return Spelling.suggestion(for: text, among: words) }
        return "It is: \(field.meaning)"
    }
}

extension ValueDefinition {
    /// Constants that are its value as they stand, without a crosswalk between, and where they stand.
    var constants: [(text: String, place: Place)] {
        var found: [(String, Place)] = []
        if case .constant(let text) = source, code == nil, !text.isEmpty { found.append((text, places["value"] ?? place)) }
        if let fallback, !fallback.isEmpty, code == nil || code?.missing == .useDefault {
            found.append((fallback, places["default"] ?? place))
        }
        return found
    }
}

extension KindField {
    /// What it must be, where a text is not: as the mapper converts values.
    fileprivate func expectation(unmetBy text: String, isMinorMoney: Bool) -> String? {
        switch type {
        case .text(let maximum): text.unicodeScalars.count <= maximum ? nil : "a text of at most \(maximum) characters"
        case .choice(let words): words.contains(text) ? nil : "one of \(words.joined(separator: ", "))"
        case .decimal(let scale):
            Decimal64(text).map { $0.scale <= scale } ?? false ? nil : "a number of at most \(scale) decimal places"
        case .money:
            if let number = Decimal64(text), !isMinorMoney || number.scale == 0 {
                nil
            } else {
                isMinorMoney ? "a whole number of minor units" : "an amount such as 12.50"
            }
        case .integer: Decimal64(text)?.scale == 0 ? nil : "a whole number"
        case .boolean: ["true", "false", "Y", "N", "1", "0", "J", "yes", "no"].contains(text) ? nil : "true or false"
        case .date: BusinessDate(text) == nil ? "a date such as 2026-11-23" : nil
        case .instant: DatePattern("iso").matches(text) ? nil : "a time such as 2026-11-23T14:03:11Z"
        case .currency: Currency(text) == nil ? "an ISO 4217 code such as EUR" : nil
        case .object, .list: nil
        }
    }
}

extension DatePattern {
    fileprivate func matches(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { read($0) != nil } }
}
