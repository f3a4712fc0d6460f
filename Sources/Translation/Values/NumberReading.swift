import Canonical

/// Reads the numbers of legacy files: implied points, signs wherever they stand, overpunch and packed.
enum NumberReading {
    /// - Parameter bytes: the field without surrounding spaces, or all of it where `digits` is packed.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ format: NumberPattern, isEBCDIC: Bool
    ) throws(FieldFault) -> Decimal64 {
        switch format.digits {
        case .display: try display(bytes, format)
        case .zoned: try zoned(bytes, format, isEBCDIC)
        case .packed: try packed(bytes, format)
        }
    }

    private static func display(_ bytes: UnsafeRawBufferPointer, _ format: NumberPattern) throws(FieldFault) -> Decimal64 {
        var bytes = bytes
        var negate = false
        switch format.sign {
        case .trailing(let mark):
            if let last = bytes.last, last == mark || last == UInt8(ascii: "+") || last == UInt8(ascii: "-") {
                negate = last == mark
                bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast())
            }
        case .leading(let mark) where bytes.first == mark:
            negate = true
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        default: break
        }
        if let scale = format.impliedScale {
            guard let whole = Decimal64(ascii: bytes, point: 0, grouping: nil), whole.scale == 0 else {
                throw fault(bytes, "digits with \(scale) implied decimal places")
            }
            let value = Decimal64(mantissa: whole.mantissa, scale: scale)
            return negate ? value.negated : value
        }
        guard let value = Decimal64(ascii: bytes, point: format.decimalMark, grouping: format.thousandsMark) else {
            throw fault(bytes, "a number such as 12\(String(UnicodeScalar(format.decimalMark)))50")
        }
        return negate ? value.negated : value
    }

    /// COBOL DISPLAY with an overpunched last digit.
    private static func zoned(
        _ bytes: UnsafeRawBufferPointer, _ format: NumberPattern, _ isEBCDIC: Bool
    ) throws(FieldFault) -> Decimal64 {
        var mantissa: Int64 = 0
        var negative = false
        for (index, byte) in bytes.enumerated() {
            let digit: UInt8
            if isEBCDIC {
                digit = byte & 0x0F
                let zone = byte >> 4
                guard zone == 0xF || (index == bytes.count - 1 && (zone == 0xC || zone == 0xD)) else {
                    throw fault(bytes, "zoned digits")
                }
                if zone == 0xD { negative = true }
            } else if (48...57).contains(byte) {
                digit = byte - 48
            } else if index == bytes.count - 1, let overpunched = overpunch(byte) {
                digit = overpunched.digit
                negative = overpunched.negative
            } else {
                throw fault(bytes, "zoned digits")
            }
            mantissa = try accumulate(mantissa, digit, bytes)
        }
        guard bytes.count > 0 else { throw fault(bytes, "zoned digits") }
        return Decimal64(mantissa: negative ? -mantissa : mantissa, scale: format.impliedScale ?? 0)
    }

    private static func overpunch(_ byte: UInt8) -> (digit: UInt8, negative: Bool)? {
        switch byte {
        case UInt8(ascii: "{"): (0, false)
        case UInt8(ascii: "A")...UInt8(ascii: "I"): (byte - UInt8(ascii: "A") + 1, false)
        case UInt8(ascii: "}"): (0, true)
        case UInt8(ascii: "J")...UInt8(ascii: "R"): (byte - UInt8(ascii: "J") + 1, true)
        default: nil
        }
    }

    /// COMP-3: two digits a byte, the last half byte is the sign.
    private static func packed(_ bytes: UnsafeRawBufferPointer, _ format: NumberPattern) throws(FieldFault) -> Decimal64 {
        var mantissa: Int64 = 0
        for index in 0..<bytes.count {
            let (high, low) = (bytes[index] >> 4, bytes[index] & 0x0F)
            guard high <= 9 else { throw fault(bytes, "packed decimal digits") }
            mantissa = try accumulate(mantissa, high, bytes)
            if index < bytes.count - 1 {
                guard low <= 9 else { throw fault(bytes, "packed decimal digits") }
                mantissa = try accumulate(mantissa, low, bytes)
            } else {
                guard low >= 0xA else { throw fault(bytes, "a packed decimal with a sign in its last half byte") }
                if low == 0xD || low == 0xB { mantissa = -mantissa }
            }
        }
        guard bytes.count > 0 else { throw fault(bytes, "packed decimal digits") }
        return Decimal64(mantissa: mantissa, scale: format.impliedScale ?? 0)
    }

    private static func accumulate(_ mantissa: Int64, _ digit: UInt8, _ bytes: UnsafeRawBufferPointer) throws(FieldFault) -> Int64 {
        let (tens, overTen) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, overSum) = tens.addingReportingOverflow(Int64(digit))
        guard !overTen, !overSum else { throw fault(bytes, "a number of at most 18 digits") }
        return sum
    }

    private static func fault(_ bytes: UnsafeRawBufferPointer, _ expected: String) -> FieldFault {
        FieldFault(rule: "decimal", expected: expected, found: "'\(String(decoding: bytes, as: UTF8.self).shortened(40))'")
    }
}
