import Canonical
import Registry

extension Mapper {
    /// Brings a value into the one form its canonical type has. Money becomes a whole number of minor
    /// units; text is checked against length and choices.
    func convert(_ datum: Datum, _ target: TargetPlan) throws(FieldFault) -> Datum {
        if datum.isAbsent { return .absent }
        switch target.form {
        case .text:
            let text = try text(datum)
            if text.count == 0 { return .absent }
            if keepsTexts, let index = UTF8Check.firstNUL(text) { throw nulFault(text, index) }
            if keepsKeys, target.namesSomething, let problem = KeyText.problem(text) { throw keyFault(text, problem) }
            if text.count > target.limit, !fits(text, target.limit) {
                throw FieldFault(rule: "length", expected: "at most \(target.limit) characters", found: "\(text.count) bytes")
            }
            return .text(text)
        case .choice:
            let text = try text(datum)
            guard target.choices.contains(where: { bytesEqual($0.bytes, text) }) else {
                throw FieldFault(
                    rule: "choice",
                    expected: "one of \(target.choices.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: ", "))",
                    found: shown(text),
                    advice: "Translate the code through a crosswalk, or correct it at the source")
            }
            return .text(text)
        case .decimal:
            guard let number = try FormulaEvaluator.number(datum) else { return .absent }
            guard number.scale <= target.limit else {
                throw FieldFault(rule: "scale", expected: "at most \(target.limit) decimal places", found: "'\(number)'")
            }
            return .number(number)
        case .money: return try money(datum, target)
        case .integer:
            guard let number = try FormulaEvaluator.number(datum) else { return .absent }
            guard number.scale == 0 else { throw FieldFault(rule: "integer", expected: "a whole number", found: "'\(number)'") }
            return .number(number)
        case .boolean: return try boolean(datum)
        case .date:
            switch datum {
            case .date: return datum
            case .instant(let instant): throw .timeInDate(found: "'\(instant)'")
            default: break
            }
            guard case .text(let text) = datum, let moment = Self.iso.read(text) else {
                throw FieldFault(rule: "date", expected: "a date as yyyy-MM-dd", found: try shown(self.text(datum)))
            }
            if moment.hasTime, keepsDays { throw .timeInDate(found: shown(text)) }
            return .date(moment.date)
        case .instant:
            if case .instant = datum { return datum }
            guard case .text(let text) = datum else { throw FieldFault(rule: "datetime", expected: "a date with a time", found: "a date") }
            return try source.typed(text, Self.isoInstant, zone: nil)
        case .currency:
            let text = try text(datum)
            guard Currency(String(decoding: text, as: UTF8.self)) != nil else {
                throw FieldFault(rule: "currency", expected: "an ISO 4217 code such as EUR", found: shown(text))
            }
            return .text(text)
        case .nested: return .absent
        }
    }

    private func money(_ datum: Datum, _ target: TargetPlan) throws(FieldFault) -> Datum {
        guard let number = try FormulaEvaluator.number(datum) else { return .absent }
        if case .scalar(let value) = target.content, value.isMinorMoney {
            guard number.scale == 0 else { throw FieldFault(rule: "money", expected: "whole minor units", found: "'\(number)'") }
            return .number(number)
        }
        guard let currency else {
            throw FieldFault(rule: "currency", expected: "a currency, to know its minor unit", found: "none")
        }
        guard let minor = number.mantissa(atScale: currency.minorDigits) else {
            throw FieldFault(
                rule: "money", expected: "an amount in \(currency.code) with at most \(currency.minorDigits) decimal places",
                found: "'\(number)'", advice: "Say 'round' in the mapping if the source is more precise than the currency")
        }
        return .number(Decimal64(minor))
    }

    private func boolean(_ datum: Datum) throws(FieldFault) -> Datum {
        let text = try text(datum)
        for (word, value) in Self.truths where bytesEqual(word.bytes, text) { return .text(value.bytes) }
        throw FieldFault(rule: "boolean", expected: "true or false", found: shown(text))
    }

    private func text(_ datum: Datum) throws(FieldFault) -> UnsafeRawBufferPointer {
        var text: [UInt8] = []
        switch datum {
        case .text(let bytes): return bytes
        case .number(let number): number.write(to: &text)
        case .date(let date): date.write(to: &text)
        case .instant(let instant): instant.write(to: &text)
        case .absent: break
        }
        return source.scratch.keep(text)
    }

    private func nulFault(_ text: UnsafeRawBufferPointer, _ index: Int) -> FieldFault {
        FieldFault(
            rule: "nul", expected: "a text without U+0000", found: ShownBytes.hex(text),
            advice: "If it fills the field up, say 'pad: low-values' at the field; else ask the sender for the text without it",
            shift: index)
    }

    private func keyFault(_ text: UnsafeRawBufferPointer, _ problem: String) -> FieldFault {
        FieldFault(
            rule: "key-text", expected: "a text that can name something and is no other name's look-alike",
            found: "\(shown(text)): \(problem)", advice: "Correct it at the source: it would be a name of its own")
    }

    private func fits(_ utf8: UnsafeRawBufferPointer, _ maximum: Int) -> Bool {
        utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } <= maximum
    }

    private func shown(_ text: UnsafeRawBufferPointer) -> String { "'\(String(decoding: text, as: UTF8.self).shortened(60))'" }

    private static let iso = DatePattern("iso")
    private static let isoInstant = FieldReading(FieldFormat(kind: .datetime))
    private static let truths: [(ImmutableBytes, ImmutableBytes)] = {
        let (yes, no) = (ImmutableBytes("true"), ImmutableBytes("false"))
        return [
            (yes, yes), (no, no), (ImmutableBytes("Y"), yes), (ImmutableBytes("N"), no), (ImmutableBytes("1"), yes),
            (ImmutableBytes("0"), no), (ImmutableBytes("J"), yes), (ImmutableBytes("yes"), yes), (ImmutableBytes("no"), no),
        ]
    }()
}
