import Registry

/// A number format boiled down to plain values, for the innermost loop.
struct NumberPattern: Sendable {
    enum Digits: Sendable { case display, zoned, packed }

    enum Sign: Sendable {
        case none
        case trailing(negative: UInt8)
        case leading(negative: UInt8)
        /// A byte of the record, from 1.
        case byte(at: Int, negative: UInt8)
        /// In another field; the reader looks there.
        case field
    }

    let digits: Digits
    /// `nil` where the point is written.
    let impliedScale: UInt8?
    let decimalMark: UInt8
    let thousandsMark: UInt8?
    let sign: Sign
    /// Decimal places are an error.
    let isWhole: Bool

    init(_ format: NumberFormat, isWhole: Bool) {
        switch format.digits {
        case .display: digits = .display
        case .zoned: digits = .zoned
        case .packed: digits = .packed
        }
        switch format.sign {
        case .none: sign = .none
        case .trailing(let negative): sign = .trailing(negative: negative)
        case .leading(let negative): sign = .leading(negative: negative)
        case .byte(let at, let negative): sign = .byte(at: at, negative: negative)
        case .field: sign = .field
        }
        impliedScale = format.impliedScale
        decimalMark = format.decimalMark
        thousandsMark = format.thousandsMark
        self.isWhole = isWhole
    }

    var isPacked: Bool { if case .packed = digits { true } else { false } }
    var isDisplay: Bool { if case .display = digits { true } else { false } }
}
