/// Digits of a code that are reckoned from the others.
package enum CheckDigits: String, Sendable, CaseIterable {
    /// GTIN, GLN and SSCC: the last digit makes the sum, weighted 3 and 1 from the right, a multiple of ten (GS1 General
    /// Specifications, 7.9).
    case gtin
    /// Card and many voucher numbers (ISO/IEC 7812-1, annex B).
    case luhn
    /// IBAN and creditor references: two digits after two letters at the front (ISO 7064 MOD 97-10, as ISO 13616 uses it).
    case mod97 = "mod-97"

    /// Whether the code's check digits are right. A code of other characters than the method knows never is.
    package func hold(in code: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .gtin: Self.weighted(code, odd: { $0 }, even: { $0 * 3 })
        case .luhn: Self.weighted(code, odd: { $0 }, even: { $0 < 5 ? $0 * 2 : $0 * 2 - 9 })
        case .mod97: Self.mod97(code)
        }
    }

    /// Over digits counted from the right, the check digit being the first and so odd.
    private static func weighted(_ code: UnsafeRawBufferPointer, odd: (Int) -> Int, even: (Int) -> Int) -> Bool {
        guard code.count > 1 else { return false }
        var sum = 0
        for index in 0..<code.count {
            let digit = Int(code[code.count - 1 - index]) - 48
            guard (0...9).contains(digit) else { return false }
            sum += index % 2 == 0 ? odd(digit) : even(digit)
        }
        return sum % 10 == 0
    }

    private static func mod97(_ code: UnsafeRawBufferPointer) -> Bool {
        guard code.count > 4 else { return false }
        var rest = 0
        for index in 0..<code.count {
            let byte = code[(index + 4) % code.count]
            switch byte {
            case 48...57: rest = (rest * 10 + Int(byte - 48)) % 97
            case 65...90: rest = (rest * 100 + Int(byte - 55)) % 97
            default: return false
            }
        }
        return rest == 1
    }
}
