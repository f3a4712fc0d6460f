/// An exact decimal: `mantissa` × 10^-`scale`. No binary floating point ever takes part.
///
/// The range is 18 significant digits with at most 18 of them after the point: till money and
/// quantities fit with room to spare, and every operation stays in one register. An operation that
/// would leave the range returns `nil`; nothing is ever rounded silently.
package struct Decimal64: Sendable, Hashable {
    package let mantissa: Int64
    package let scale: UInt8

    package static let maximumScale: UInt8 = 18
    package static let zero = Decimal64(mantissa: 0, scale: 0)

    /// The value in its only normal form: no trailing zeros after the point, so that equal values
    /// are equal bit by bit.
    package init(mantissa: Int64, scale: UInt8) {
        var mantissa = mantissa
        var scale = scale
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        self.mantissa = mantissa
        self.scale = scale
    }

    package init(_ integer: Int64) { self.init(mantissa: integer, scale: 0) }

    /// The mantissa this value has at exactly `scale` digits after the point, or `nil` if that would
    /// lose digits or overflow.
    package func mantissa(atScale wanted: UInt8) -> Int64? {
        guard wanted >= scale else { return nil }
        return Self.scaled(mantissa, up: wanted - scale)
    }

    package static func + (a: Decimal64, b: Decimal64) -> Decimal64? {
        combine(a, b) { $0.addingReportingOverflow($1) }
    }

    package static func - (a: Decimal64, b: Decimal64) -> Decimal64? {
        combine(a, b) { $0.subtractingReportingOverflow($1) }
    }

    package static func * (a: Decimal64, b: Decimal64) -> Decimal64? {
        let (product, overflow) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
        guard !overflow, product != .min, a.scale + b.scale <= maximumScale else { return nil }
        return Decimal64(mantissa: product, scale: a.scale + b.scale)
    }

    package var negated: Decimal64 { Decimal64(mantissa: -mantissa, scale: scale) }
    package var magnitude: Decimal64 { mantissa < 0 ? negated : self }

    /// Times ten to the power of `exponent`; `nil` where that has more digits than there are.
    package func shifted(by exponent: Int) -> Decimal64? {
        if mantissa == 0 { return .zero }
        let wanted = Int(scale) - exponent
        if wanted >= 0 { return wanted <= Int(Self.maximumScale) ? Decimal64(mantissa: mantissa, scale: UInt8(wanted)) : nil }
        guard wanted >= -18, let whole = Self.scaled(mantissa, up: UInt8(-wanted)) else { return nil }
        return Decimal64(mantissa: whole, scale: 0)
    }

    /// Half away from zero: how receipts and ledgers round.
    package func rounded(toScale wanted: UInt8) -> Decimal64 {
        guard scale > wanted else { return self }
        let divisor = Self.powers[Int(scale - wanted)]
        let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
        let away: Int64 = abs(remainder) * 2 >= divisor ? (mantissa < 0 ? -1 : 1) : 0
        return Decimal64(mantissa: quotient + away, scale: wanted)
    }

    package static func < (a: Decimal64, b: Decimal64) -> Bool {
        let scale = max(a.scale, b.scale)
        if let x = a.mantissa(atScale: scale), let y = b.mantissa(atScale: scale) { return x < y }
        let (wideA, wideB) = (wide(a, scale), wide(b, scale))
        return wideA < wideB
    }

    static func scaled(_ mantissa: Int64, up digits: UInt8) -> Int64? {
        guard digits <= 18 else { return mantissa == 0 ? 0 : nil }
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: powers[Int(digits)])
        return overflow ? nil : product
    }

    private static func combine(
        _ a: Decimal64, _ b: Decimal64, _ operation: (Int64, Int64) -> (Int64, Bool)
    ) -> Decimal64? {
        let scale = max(a.scale, b.scale)
        guard let x = a.mantissa(atScale: scale), let y = b.mantissa(atScale: scale) else { return nil }
        let (result, overflow) = operation(x, y)
        // The least integer has no counterpart to be negated to.
        return overflow || result == .min ? nil : Decimal64(mantissa: result, scale: scale)
    }

    private static func wide(_ value: Decimal64, _ scale: UInt8) -> Int128 {
        Int128(value.mantissa) * Int128(powers[Int(scale - value.scale)])
    }

    static let powers: [Int64] = (0...18).reduce(into: [1]) { powers, n in
        if n > 0 { powers.append(powers[n - 1] * 10) }
    }
}
