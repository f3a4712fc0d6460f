import Canonical
import Registry

extension PlanCompiler {
    /// The fields of every record made ready for reading.
    static func readings(of format: Format, weakened: Weakening?) -> [[FieldReading]] {
        let trims = format.kind == .fixedWidth || format.kind == .xml
        let encoding = encoding(of: format)
        // A cell of blanks says nothing, as an empty one.
        let absent = format.kind == .delimited ? ["spaces"] : []
        return format.records.map { record in
            record.fields.map { field in
                FieldReading(
                    field.format, encoding: encoding, absent: field.absent + absent, isRequired: field.isRequired,
                    isSensitive: field.isSensitive, trims: trims,
                    sign: outsideSign(field.format.number.sign, in: record, encoding, weakened),
                    allowsExponent: format.kind == .json, weakened: weakened)
            }
        }
    }

    /// In which bytes fields reach their reading: XML, JSON and UTF-16 are UTF-8 by then.
    private static func encoding(of format: Format) -> TextEncoding {
        format.kind == .xml || format.kind == .json || format.encoding == .utf16 ? .utf8 : format.encoding
    }

    private static func outsideSign(
        _ sign: NumberFormat.Sign, in record: RecordDefinition, _ encoding: TextEncoding, _ weakened: Weakening?
    ) -> FieldReading.OutsideSign? {
        func texts(_ texts: NumberFormat.SignTexts) -> SignTexts {
            SignTexts(texts, encoding: encoding, isLenient: weakened == .unknownSign)
        }
        switch sign {
        case .none, .leading, .trailing: return nil
        case .byte(let at, let signs): return .init(place: .byte(at: at), texts: texts(signs), label: "byte \(at)")
        case .field(let name, let signs):
            guard let index = record.fieldIndex(name) else { return nil }
            let field = record.fields[index]
            let reading = FieldReading(
                FieldFormat(), encoding: encoding, absent: field.absent, isRequired: field.isRequired && weakened != .unknownSign)
            return .init(place: .field(index, reading), texts: texts(signs), label: "'\(name)'")
        }
    }

    /// What a definition says about its fields that cannot be, whatever the file.
    mutating func checkFields() {
        let encoding = Self.encoding(of: definition.format)
        for record in definition.format.records {
            for field in record.fields {
                let number = field.format.number
                if case .field(let name, _) = number.sign, record.fieldIndex(name) == nil {
                    complain(
                        field.place, "'sign' names the field '\(name)', which '\(record.id)' does not have",
                        Spelling.suggestion(for: name, among: record.fields.map(\.name)))
                }
                let signs = number.sign.texts.map { $0.positive + $0.negative } ?? []
                checkCharacters(signs, "sign", encoding, field.place)
                checkCharacters(number.thousandsMarks, "thousands-mark", encoding, field.place)
                checkCharacters(field.absent, "absent", encoding, field.place)
                if let pad = field.format.pad?.character {
                    checkCharacters([pad], "pad", encoding, field.place)
                    if (SingleByteText.bytes(of: pad, as: encoding)?.count ?? 1) > 1 {
                        complain(field.place, "'pad' must be one byte in \(encoding.rawValue), found '\(pad)'")
                    }
                }
            }
        }
    }

    private mutating func checkCharacters(_ texts: [String], _ key: String, _ encoding: TextEncoding, _ place: Place) {
        for text in texts where SingleByteText.bytes(of: text, as: encoding) == nil {
            complain(place, "'\(key)' has '\(text)', which cannot be written in \(encoding.rawValue): it can never stand in the file")
        }
    }
}
