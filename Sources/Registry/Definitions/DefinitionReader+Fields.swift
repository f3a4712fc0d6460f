import Canonical
import Foundation
import Yams

/// How the text of one field reads.
extension DefinitionReader {
    /// - Parameter kind: the format of the file, for a source field; `nil` for a value of a mapping.
    mutating func fieldFormat(_ node: Node, of kind: Format.Kind? = nil) -> FieldFormat {
        var format = FieldFormat(kind: node.word("type") ?? .text, pattern: node.text("pattern") ?? "iso")
        format.number.digits = node.word("digits") ?? .display
        if let scale = node.integer("scale") {
            format.number.impliedScale = UInt8(clamping: scale)
            if !(0...18).contains(scale) { complain(node["scale"] ?? node, "'scale' must be from 0 to 18") }
        }
        if let mark = node.text("decimal-mark") {
            format.number.decimalMark = byte(mark, node, "decimal-mark") ?? format.number.decimalMark
        }
        format.number.thousandsMarks = thousandsMarks(node, format.number)
        if let sign = node["sign"] { format.number.sign = self.sign(sign, format, kind) }
        format.day = day(node, format.kind)
        format.zone = node["zone"]?.asWritten ?? format.day?.zone ?? "UTC"
        format.pad = pad(node, format)
        format.shape = CodeShape.read(node["shape"]) { complain($0, $1, $2) }
        if let shape = node["shape"], format.kind != .text { complain(shape, "'shape' belongs to a text", "Leave 'type' out") }
        return format
    }

    // MARK: - numbers

    private mutating func thousandsMarks(_ node: Node, _ number: NumberFormat) -> [String] {
        let marks = node.texts("thousands-mark")
        for mark in marks {
            let scalar = mark.unicodeScalars.count == 1 ? mark.unicodeScalars.first : nil
            if scalar.map({ $0.properties.numericType != nil || $0 == "+" || $0 == "-" || $0.value == UInt32(number.decimalMark) }) ?? true
            {
                complain(
                    node["thousands-mark"] ?? node,
                    "'thousands-mark' must be one character that is no digit, no sign and not the decimal mark, found '\(mark)'",
                    "Several are a list")
            }
        }
        return marks
    }

    private mutating func sign(_ node: Node, _ format: FieldFormat, _ kind: Format.Kind?) -> NumberFormat.Sign {
        let places = ["field", "at", "position"].filter { node[$0] != nil }
        if places.count > 1 { complain(node, "a sign stands in one place, found '\(places.joined(separator: "' and '"))'") }
        if format.kind != .decimal, format.kind != .integer { complain(node, "'sign' belongs to a number", "Write 'type: decimal'") }
        let isOutside = node["field"] != nil || node["at"] != nil
        if format.number.digits != .display, !isOutside {
            complain(
                node, "\(format.number.digits.rawValue) digits carry their sign themselves",
                "Leave 'sign' out, or name the 'field' or the byte 'at' which it stands")
        }
        let texts = signTexts(node)
        if let field = node.text("field") { return .field(field, texts) }
        if let at = node.integer("at") {
            if at < 1 || kind != .fixedWidth { complain(node["at"] ?? node, "'at' is a byte of a fixed-width record, from 1") }
            return .byte(at: at, texts)
        }
        return node.text("position") == "trailing" ? .trailing(texts) : .leading(texts)
    }

    /// What is not said about negative texts is `-`; about positive ones, where the sign stands with its number, `+` and
    /// nothing. A field of its own is somebody's code, whose meaning nobody should guess.
    private mutating func signTexts(_ node: Node) -> NumberFormat.SignTexts {
        func texts(_ key: String) -> [String] { node.texts(key).map { $0.allSatisfy { $0 == " " } ? "" : $0 } }
        let texts = NumberFormat.SignTexts(
            positive: node["positive"] == nil ? ["+", ""] : texts("positive"),
            negative: node["negative"] == nil ? ["-"] : texts("negative"))
        if node["field"] != nil, node["positive"] == nil {
            complain(
                node, "'sign' must say which texts are positive",
                "Write 'positive: P', or 'positive: [P, \"\"]' where a blank is a plus too; any other text is refused")
        } else if texts.positive.isEmpty || texts.negative.isEmpty {
            complain(node, "'sign' must say which texts are \(texts.positive.isEmpty ? "positive" : "negative")")
        }
        for text in texts.positive where texts.negative.contains(text) {
            complain(
                node, "'sign' says that \(text.isEmpty ? "a blank" : "'\(text)'") is both positive and negative",
                node["positive"] == nil ? "Unless said, 'positive' is [\"+\", \"\"]" : "")
        }
        return texts
    }

    // MARK: - dates

    private mutating func day(_ node: Node, _ kind: FieldFormat.Kind) -> FieldFormat.Day? {
        guard let word = node.text("day-of") else { return nil }
        if kind != .date { complain(node["day-of"] ?? node, "'day-of' belongs to a date", "Write 'type: date'") }
        if word == "written" { return .written }
        if TimeZone(identifier: word) == nil {
            complain(node["day-of"] ?? node, "'day-of' must be 'written' or a time zone, found '\(word)'", "Such as UTC or Europe/Berlin")
        }
        return .zone(word)
    }

    // MARK: - filling

    private mutating func pad(_ node: Node, _ format: FieldFormat) -> FieldFormat.Pad? {
        guard let text = node.text("pad") else {
            if let justify = node["justify"] { complain(justify, "'justify' says on which side 'pad' stands", "Write 'pad' too") }
            return nil
        }
        let isLow = text == "low-values"
        if !isLow, text.unicodeScalars.count != 1 {
            complain(node["pad"] ?? node, "'pad' must be one character or low-values, found '\(text)'")
        }
        if format.number.digits != .display { complain(node["pad"] ?? node, "'pad' belongs to text, dates and display digits") }
        if format.kind == .decimal || format.kind == .integer, text.unicodeScalars.contains(where: { $0.properties.numericType != nil }) {
            complain(node["pad"] ?? node, "a digit that fills up a number is part of it", "Leave 'pad' out")
        }
        return .init(character: isLow ? nil : text, isLeading: node.text("justify") == "right")
    }
}

extension FieldFormat.Day {
    fileprivate var zone: String? { if case .zone(let name) = self { name } else { nil } }
}
