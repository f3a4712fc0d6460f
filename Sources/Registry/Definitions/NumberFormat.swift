/// How a number is written in a source field.
package struct NumberFormat: Sendable, Hashable {
    package enum Digits: String, Sendable, CaseIterable {
        case display
        /// The last digit's zone carries the sign (COBOL DISPLAY, signed).
        case zoned
        /// Two digits a byte, the last half byte is the sign (COBOL COMP-3).
        case packed
    }

    /// All the texts that may stand where a sign stands, of any length; the empty one for a blank or for nothing. Any
    /// other text there is a fault, never a plus.
    package struct SignTexts: Sendable, Hashable {
        package var positive: [String]
        package var negative: [String]

        package init(positive: [String], negative: [String]) {
            self.positive = positive
            self.negative = negative
        }
    }

    /// Where a sign stands that is not simply in front of the digits.
    package enum Sign: Sendable, Hashable {
        case none
        case trailing(SignTexts)
        case leading(SignTexts)
        /// From this byte of a fixed-width record on, from 1.
        case byte(at: Int, SignTexts)
        /// Another field of the same record.
        case field(String, SignTexts)
    }

    package var digits: Digits = .display
    /// Digits after a point that is not written; `nil` where the point is written.
    package var impliedScale: UInt8?
    package var decimalMark: UInt8 = UInt8(ascii: ".")
    /// Characters, one of which may stand between the digits of one number.
    package var thousandsMarks: [String] = []
    package var sign: Sign = .none

    package init() {}
}

extension NumberFormat.Sign {
    /// `nil` where no sign is declared.
    package var texts: NumberFormat.SignTexts? {
        switch self {
        case .none: nil
        case .trailing(let texts), .leading(let texts), .byte(_, let texts), .field(_, let texts): texts
        }
    }
}
