import Canonical
import Registry

extension Mapper {
    /// Works a value out, up to but not including its canonical form.
    mutating func evaluate(_ value: ValuePlan, _ row: Int) throws(FieldFault) -> Datum {
        if let ref = value.plainField { return try field(ref, row, zone: nil) }
        var datum = try sourced(value, row)
        if datum.isAbsent, let fallback = value.fallback { datum = .text(fallback.bytes) }
        if let (separator, part) = value.split, case .text(let text) = datum { datum = split(text, separator.bytes, part) }
        if let reading = value.reading { datum = try read(datum, as: reading, value, row) }
        if let codes = value.codes { datum = try look(datum, codes, value) }
        return try adjusted(datum, value, row)
    }

    private mutating func read(_ datum: Datum, as reading: FieldReading, _ value: ValuePlan, _ row: Int) throws(FieldFault) -> Datum {
        switch datum {
        case .text(let text): return try source.typed(text, reading, zone: try zone(value.zone, row))
        case .instant(let instant):
            guard case .zone(let name) = reading.day else { return datum }
            return .date(try source.day(of: instant, zone: name))
        default: return datum
        }
    }

    private mutating func adjusted(_ datum: Datum, _ value: ValuePlan, _ row: Int) throws(FieldFault) -> Datum {
        var datum = datum
        let negate: Bool
        switch value.negation {
        case .never: negate = false
        case .always: negate = true
        case .when(let formula): negate = try evaluator.holds(formula, row)
        }
        if negate, let number = try FormulaEvaluator.number(datum) { datum = .number(number.negated) }
        if let scale = value.roundTo, let number = try FormulaEvaluator.number(datum) { datum = .number(number.rounded(toScale: scale)) }
        return datum
    }

    private mutating func sourced(_ value: ValuePlan, _ row: Int) throws(FieldFault) -> Datum {
        switch value.source {
        case .fields(let refs):
            let zone = try zone(value.zone, row)
            for ref in refs {
                let datum = try field(ref, row, zone: zone)
                if !datum.isAbsent { return datum }
            }
            return .absent
        case .constant(let text): return .text(text.bytes)
        case .template(let parts): return try join(parts, row)
        case .calculation(let formula): return try evaluator.value(formula, row)
        case .sum(let ref): return try evaluator.sum(ref.record, .field(ref), value.condition, row)
        case .count(let record):
            return .number(Decimal64(Int64(try evaluator.count(record, value.condition, row))))
        case .cases(let cases):
            for item in cases {
                if let when = item.when, try !evaluator.holds(when, row) { continue }
                return try evaluate(item.then, row)
            }
            return .absent
        }
    }

    private mutating func field(_ ref: FieldRef, _ row: Int, zone: String?) throws(FieldFault) -> Datum {
        switch ref.reach {
        case .position, .line: return try evaluator.value(.field(ref), row)
        default: break
        }
        let datum = try source.value(ref, row, zone: zone)
        if let shape = ref.reading.shape {
            do throws(FieldFault) {
                try inspect(datum, shape, ref.label, isSensitive: ref.reading.isSensitive)
            } catch {
                throw source.placed(error, ref, row)
            }
        }
        return datum
    }

    /// Absent if every field in the template is.
    private mutating func join(_ parts: [ValuePlan.TemplatePart], _ row: Int) throws(FieldFault) -> Datum {
        var text: [UInt8] = []
        var saidAnything = false
        for part in parts {
            switch part {
            case .text(let constant): text.append(contentsOf: constant.bytes)
            case .field(let ref):
                switch try field(ref, row, zone: nil) {
                case .absent: continue
                case .text(let bytes): text.append(contentsOf: bytes)
                case .number(let number): number.write(to: &text)
                case .date(let date): date.write(to: &text)
                case .instant(let instant): instant.write(to: &text)
                }
                saidAnything = true
            }
        }
        return saidAnything ? .text(source.scratch.keep(text)) : .absent
    }

    private func split(_ text: UnsafeRawBufferPointer, _ separator: UnsafeRawBufferPointer, _ part: Int) -> Datum {
        guard separator.count > 0 else { return .text(text) }
        var parts: [UnsafeRawBufferPointer] = []
        var (from, at) = (0, 0)
        while at + separator.count <= text.count {
            if bytesEqual(UnsafeRawBufferPointer(rebasing: text[at..<at + separator.count]), separator) {
                parts.append(UnsafeRawBufferPointer(rebasing: text[from..<at]))
                at += separator.count
                from = at
            } else {
                at += 1
            }
        }
        parts.append(UnsafeRawBufferPointer(rebasing: text[from...]))
        let index = part > 0 ? part - 1 : parts.count + part
        guard parts.indices.contains(index), parts[index].count > 0 else { return .absent }
        return .text(parts[index])
    }

    private mutating func look(_ datum: Datum, _ codes: CodeTable, _ value: ValuePlan) throws(FieldFault) -> Datum {
        let code: UnsafeRawBufferPointer
        switch datum {
        case .absent: return .absent
        case .text(let text): code = text
        case .number(let number):
            var text: [UInt8] = []
            number.write(to: &text)
            code = source.scratch.keep(text)
        default: throw FieldFault(rule: "code", expected: "a code", found: "a date")
        }
        if let canonical = codes.find(code, entity: entity, on: date) { return .text(canonical) }
        switch value.missing {
        case .keep:
            flags.insert(.unknownCode)
            let shown = value.isSensitive ? "(redacted)" : String(decoding: code, as: UTF8.self).shortened(100)
            unknownCodes.append(UnknownCode(crosswalk: codes.name, code: shown))
            return .text(code)
        case .omit: return .absent
        case .useDefault: return value.fallback.map { .text($0.bytes) } ?? .absent
        case .businessException:
            throw FieldFault(
                rule: "unknown-\(codes.name)", expected: "a code of the crosswalk '\(codes.name)'",
                found: "'\(String(decoding: code, as: UTF8.self).shortened(60))'",
                advice: "Add the code to crosswalks/\(codes.name).csv and replay the transfer, or correct it at the source")
        }
    }

    private mutating func zone(_ zone: ValuePlan.Zone?, _ row: Int) throws(FieldFault) -> String? {
        switch zone {
        case .named(let name): return name
        case .value(let value):
            guard case .text(let text) = try evaluate(value, row) else { return nil }
            return String(decoding: text, as: UTF8.self)
        case nil: return nil
        }
    }
}
