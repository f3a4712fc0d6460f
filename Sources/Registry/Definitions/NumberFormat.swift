/// How a number is written in a source field.
package struct NumberFormat: Sendable, Hashable {
    package enum Digits: String, Sendable, CaseIterable {
        case display
        /// The last digit's zone carries the sign (COBOL DISPLAY, signed).
        case zoned
        /// Two digits a byte, the last half byte is the sign (COBOL COMP-3).
        case packed
    }

    /// Where a sign stands that is not simply in front of the digits.
    package enum Sign: Sendable, Hashable {
        case none
        case trailing(negative: UInt8)
        case leading(negative: UInt8)
        /// A byte of a fixed-width record, from 1.
        case byte(at: Int, negative: UInt8)
        /// Another field of the same record.
        case field(String, negative: String)
    }

    package var digits: Digits = .display
    /// Digits after a point that is not written; `nil` where the point is written.
    package var impliedScale: UInt8?
    package var decimalMark: UInt8 = UInt8(ascii: ".")
    package var thousandsMark: UInt8?
    package var sign: Sign = .none

    package init() {}
}
