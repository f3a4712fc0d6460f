import Canonical

/// Reads the numbers of legacy files: implied points, signs wherever they stand, overpunch and packed.
enum NumberReading {
    /// - Parameter bytes: the field without surrounding spaces, or all of it where `digits` is packed or zoned.
    /// - Throws: a fault without `found`: how bytes are shown is the caller's.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ format: NumberPattern, isEBCDIC: Bool
    ) throws(FieldFault) -> Decimal64 {
        switch format.digits {
        case .display: try display(bytes, format)
        case .zoned: try zoned(bytes, format, isEBCDIC)
        case .packed: try packed(bytes, format)
        }
    }

    static let ownSign = "digits without a sign of their own, since the contract says where the sign stands"

    private static func display(_ bytes: UnsafeRawBufferPointer, _ format: NumberPattern) throws(FieldFault) -> Decimal64 {
        var (digits, isNegative) = (bytes, false)
        if let sign = format.marks?.sign {
            guard let stripped = sign.strip(bytes) else { throw FieldFault(rule: "sign", expected: sign.expected, found: "") }
            (digits, isNegative) = (stripped.digits, stripped.meaning == .negative)
        }
        if format.refusesOwnSign, let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            throw FieldFault(rule: "sign", expected: format.marks?.sign?.expected ?? ownSign, found: "")
        }
        guard let value = unsigned(digits, format) else { throw misread(digits, format) }
        return isNegative ? value.negated : value
    }

    private static func unsigned(_ digits: UnsafeRawBufferPointer, _ format: NumberPattern) -> Decimal64? {
        if let scale = format.impliedScale {
            // No byte is the point: a digit is taken for one before it could be.
            guard let whole = Decimal64(ascii: digits, point: UInt8(ascii: "0"), grouping: nil) else { return nil }
            return Decimal64(mantissa: whole.mantissa, scale: scale)
        }
        if let marks = format.marks?.thousands, !marks.isEmpty { return grouped(digits, marks, format) }
        if let value = Decimal64(ascii: digits, point: format.decimalMark, grouping: format.thousandsMark) { return value }
        return format.allowsExponent ? exponential(digits) : nil
    }

    /// With thousands marks of more than one byte, or several to choose from: one number has one kind of them.
    private static func grouped(_ digits: UnsafeRawBufferPointer, _ marks: [ImmutableBytes], _ format: NumberPattern) -> Decimal64? {
        withUnsafeTemporaryAllocation(byteCount: digits.count + 1, alignment: 1) { plain in
            var (at, count) = (0, 0)
            var chosen = -1
            next: while at < digits.count {
                let rest = digits[at...]
                for (index, mark) in marks.enumerated() where rest.starts(with: mark.bytes) {
                    guard chosen < 0 || chosen == index else { return nil }
                    chosen = index
                    plain[count] = 0
                    (at, count) = (at + mark.bytes.count, count + 1)
                    continue next
                }
                // A NUL stands for the mark here, and for nothing that may be in a number.
                guard digits[at] != 0 else { return nil }
                plain[count] = digits[at]
                (at, count) = (at + 1, count + 1)
            }
            return Decimal64(ascii: UnsafeRawBufferPointer(rebasing: plain[..<count]), point: format.decimalMark, grouping: 0)
        }
    }

    /// `-1.5E+3`, exactly.
    private static func exponential(_ digits: UnsafeRawBufferPointer) -> Decimal64? {
        guard let mark = digits.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), mark > 0,
            let value = Decimal64(ascii: UnsafeRawBufferPointer(rebasing: digits[..<mark]))
        else { return nil }
        var at = mark + 1
        var isDown = false
        if at < digits.count, digits[at] == UInt8(ascii: "-") || digits[at] == UInt8(ascii: "+") {
            isDown = digits[at] == UInt8(ascii: "-")
            at += 1
        }
        guard at < digits.count, digits.count - at <= 4 else { return nil }
        var exponent = 0
        for byte in digits[at...] {
            guard (48...57).contains(byte) else { return nil }
            exponent = exponent * 10 + Int(byte - 48)
        }
        return value.shifted(by: isDown ? -exponent : exponent)
    }

    private static func misread(_ digits: UnsafeRawBufferPointer, _ format: NumberPattern) -> FieldFault {
        if let sign = format.marks?.sign, let byte = sign.isTrailing ? digits.last : digits.first, !(48...57).contains(byte), byte != 0x20 {
            return FieldFault(rule: "sign", expected: sign.expected, found: "")
        }
        let expected =
            format.impliedScale.map { "digits with \($0) implied decimal places" }
            ?? "a number such as 12\(String(UnicodeScalar(format.decimalMark)))50"
        return FieldFault(rule: "decimal", expected: expected, found: "")
    }

    /// COBOL DISPLAY with an overpunched last digit.
    private static func zoned(
        _ bytes: UnsafeRawBufferPointer, _ format: NumberPattern, _ isEBCDIC: Bool
    ) throws(FieldFault) -> Decimal64 {
        var mantissa: Int64 = 0
        var isNegative = false
        for index in 0..<bytes.count {
            let byte = bytes[index]
            let isLast = index == bytes.count - 1
            let digit: UInt8
            if isEBCDIC {
                digit = byte & 0x0F
                let zone = byte >> 4
                guard zone == 0xF || (isLast && (zone == 0xC || zone == 0xD)), digit <= 9 || !format.checksDigits else {
                    throw fault("zoned digits")
                }
                if zone == 0xD { isNegative = true }
            } else if (48...57).contains(byte) {
                digit = byte - 48
            } else if isLast, let overpunched = overpunch(byte) {
                (digit, isNegative) = overpunched
            } else {
                throw fault("zoned digits")
            }
            mantissa = try accumulate(mantissa, digit)
        }
        guard bytes.count > 0 else { throw fault("zoned digits") }
        if isNegative, format.refusesOwnSign { throw FieldFault(rule: "sign", expected: ownSign, found: "") }
        return Decimal64(mantissa: isNegative ? -mantissa : mantissa, scale: format.impliedScale ?? 0)
    }

    private static func overpunch(_ byte: UInt8) -> (digit: UInt8, isNegative: Bool)? {
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
        var isNegative = false
        for index in 0..<bytes.count {
            let (high, low) = (bytes[index] >> 4, bytes[index] & 0x0F)
            guard high <= 9 || !format.checksDigits else { throw fault("packed decimal digits") }
            mantissa = try accumulate(mantissa, high)
            if index < bytes.count - 1 {
                guard low <= 9 || !format.checksDigits else { throw fault("packed decimal digits") }
                mantissa = try accumulate(mantissa, low)
            } else {
                guard low >= 0xA else { throw fault("a packed decimal with a sign in its last half byte") }
                isNegative = low == 0xD || low == 0xB
            }
        }
        guard bytes.count > 0 else { throw fault("packed decimal digits") }
        if isNegative, format.refusesOwnSign { throw FieldFault(rule: "sign", expected: ownSign, found: "") }
        return Decimal64(mantissa: isNegative ? -mantissa : mantissa, scale: format.impliedScale ?? 0)
    }

    private static func accumulate(_ mantissa: Int64, _ digit: UInt8) throws(FieldFault) -> Int64 {
        let (tens, overTen) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, overSum) = tens.addingReportingOverflow(Int64(digit))
        guard !overTen, !overSum else { throw fault("a number of at most 18 digits") }
        return sum
    }

    private static func fault(_ expected: String) -> FieldFault { FieldFault(rule: "decimal", expected: expected, found: "") }
}
