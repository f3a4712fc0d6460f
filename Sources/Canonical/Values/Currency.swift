/// An ISO 4217 currency: three capital letters, and how many digits its minor unit has.
package struct Currency: Sendable, Hashable, CustomStringConvertible {
    package let code: String
    /// Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. Source: ISO 4217, list one.
    package let minorDigits: UInt8

    /// `nil` unless `code` is three capital ASCII letters.
    package init?(_ code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.code = code
        self.minorDigits = Self.exceptions[code] ?? 2
    }

    package var description: String { code }

    private static let exceptions: [String: UInt8] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
        "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
        "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
    ]
}
