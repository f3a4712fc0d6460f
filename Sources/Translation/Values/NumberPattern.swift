import Canonical
import Registry

/// A number format boiled down to plain values, for the innermost loop.
struct NumberPattern: Sendable {
    enum Digits: Sendable { case display, zoned, packed }

    let digits: Digits
    /// `nil` where the point is written.
    let impliedScale: UInt8?
    let decimalMark: UInt8
    /// `nil` where there is none, or where `marks` has them.
    let thousandsMark: UInt8?
    /// What takes more than a comparison of bytes; `nil` for most numbers.
    let marks: NumberMarks?
    /// A sign stands somewhere else, or was taken off already: one in front of the digits is a second one.
    let refusesOwnSign: Bool
    /// Half bytes above nine, and blanks between digits, are faults.
    let checksDigits: Bool
    /// `1.2E3` is a number, as in JSON. Elsewhere an exponent shows that a spreadsheet has rounded.
    let allowsExponent: Bool
    /// Decimal places are an error.
    let isWhole: Bool

    /// - Parameter encoding: of the bytes to be read; `nil` where they are UTF-8 already.
    init(_ format: NumberFormat, encoding: TextEncoding? = nil, isWhole: Bool, allowsExponent: Bool = false, weakened: Weakening? = nil) {
        switch format.digits {
        case .display: digits = .display
        case .zoned: digits = .zoned
        case .packed: digits = .packed
        }
        impliedScale = format.impliedScale
        decimalMark = format.decimalMark
        // Display digits in EBCDIC are decoded before they are read.
        let encoding = encoding?.isEBCDIC == true ? nil : encoding
        let thousandsMarks = format.thousandsMarks.map { SingleByteText.bytes(of: $0, as: encoding) ?? [] }
        thousandsMark = thousandsMarks.count == 1 && thousandsMarks[0].count == 1 ? thousandsMarks[0][0] : nil
        let sign: SignTexts? =
            switch format.sign {
            case .trailing(let texts): SignTexts(texts, encoding: encoding, isTrailing: true, isLenient: weakened == .unknownSign)
            case .leading(let texts): SignTexts(texts, encoding: encoding, isTrailing: false, isLenient: weakened == .unknownSign)
            case .none, .byte, .field: nil
            }
        let needsMarks = sign != nil || (thousandsMark == nil && !thousandsMarks.isEmpty)
        marks = needsMarks ? NumberMarks(sign: sign, thousands: thousandsMark == nil ? thousandsMarks : []) : nil
        refusesOwnSign = format.sign != .none && weakened != .unknownSign
        checksDigits = weakened != .badDigit
        self.allowsExponent = allowsExponent
        self.isWhole = isWhole
    }

    var isDisplay: Bool { if case .display = digits { true } else { false } }
}

/// The signs and thousands marks of a number that are more than one byte, or several.
final class NumberMarks: Sendable {
    let sign: SignTexts?
    /// Thousands marks of any length, where `NumberPattern.thousandsMark` cannot say them.
    let thousands: [ImmutableBytes]

    init(sign: SignTexts?, thousands: [[UInt8]]) {
        self.sign = sign
        self.thousands = thousands.filter { !$0.isEmpty }.map { ImmutableBytes($0) }
    }
}
