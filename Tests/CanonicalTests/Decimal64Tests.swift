import Testing

@testable import Canonical

@Suite struct Decimal64Tests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.00", "0"), ("12", "12"), ("+12", "12"), ("-12.50", "-12.5"), (".5", "0.5"), ("5.", "5"),
        ("0.05", "0.05"), ("-0.05", "-0.05"), ("007", "7"), ("1000", "1000"), ("999999999999999999", "999999999999999999"),
        ("0.000000000000000001", "0.000000000000000001"), ("-999999999999999.999", "-999999999999999.999"),
    ])
    func parsesAndPrintsTheShortestText(_ text: String, _ printed: String) {
        #expect(Decimal64(text)?.description == printed)
    }

    @Test(arguments: [
        "", "-", "+", ".", "-.", "1.2.3", "1e3", "1,5", " 1", "1 ", "--1", "1-", "0x1", "١", "9223372036854775808", "99999999999999999999",
        "0.0000000000000000001", "0." + String(repeating: "0", count: 300), "0." + String(repeating: "9", count: 300),
        String(repeating: "0", count: 19) + "x",
    ])
    func whatIsNoNumberOrTooLongIsNone(_ text: String) {
        #expect(Decimal64(text) == nil)
    }

    @Test func equalValuesAreEqualBitByBit() {
        #expect(Decimal64("1.50") == Decimal64("1.5"))
        #expect(Decimal64("1.50")?.hashValue == Decimal64("1.5")?.hashValue)
        #expect(Decimal64(mantissa: 0, scale: 5) == .zero)
    }

    @Test func additionIsExact() throws {
        #expect(try #require(Decimal64("0.1")) + #require(Decimal64("0.2")) == Decimal64("0.3"))
        #expect(try #require(Decimal64("999999999999999999")) * #require(Decimal64("100")) == nil)
        #expect(Decimal64(.max) + Decimal64(1) == nil)
        #expect(try Decimal64(.max) + #require(Decimal64("0.1")) == nil)
    }

    /// The least 64-bit integer has no counterpart: no operation may yield it, or negating it would stop
    /// the process.
    @Test func noOperationYieldsWhatCannotBeNegated() {
        #expect(Decimal64(-.max) - Decimal64(1) == nil)
        #expect(Decimal64(1 << 62) * Decimal64(-2) == nil)
    }

    @Test(arguments: [
        ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.4", 0, "2"), ("-2.4", 0, "-2"), ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"),
        ("1.005", 2, "1.01"), ("1.2", 2, "1.2"), ("0.049", 1, "0"), ("999999999999999.999", 2, "1000000000000000"), ("0.4", 0, "0"),
        ("-0.5", 0, "-1"),
    ])
    func roundsHalfAwayFromZero(_ text: String, _ scale: Int, _ rounded: String) {
        #expect(Decimal64(text)?.rounded(toScale: UInt8(scale)).description == rounded)
    }

    @Test func mantissasAtAScaleLoseNothing() {
        #expect(Decimal64("12.5")?.mantissa(atScale: 2) == 1250)
        #expect(Decimal64("12.5")?.mantissa(atScale: 0) == nil)
        #expect(Decimal64("-0.001")?.mantissa(atScale: 3) == -1)
        #expect(Decimal64("99999999999999999")?.mantissa(atScale: 3) == nil)
    }

    @Test(
        arguments: [
            "1.234": "1234", "1.234.567": "1234567", "12.34.567": "1234567", "123456.789": nil, "123.456": "123456", "1.5": nil, "1.": nil,
            ".123": nil,
            "1..234": nil, "1.2345": nil, "1.234,5": "1234.5", "1.23,5": nil,
        ] as [String: String?])
    func thousandsMarksStandBeforeThreeDigits(_ text: String, _ value: String?) {
        let parsed = Array(text.utf8).withUnsafeBytes { Decimal64(ascii: $0, point: UInt8(ascii: ","), grouping: UInt8(ascii: ".")) }
        #expect(parsed?.description == value)
    }

    /// Against 128-bit integers at scale 18.
    @Test func arithmeticAndOrderAgreeWithWideIntegers() {
        var generator = SystemSeed(state: 42)
        func wide(_ value: Decimal64) -> Int128 { Int128(value.mantissa) * Int128(Decimal64.powers[18 - Int(value.scale)]) }
        for _ in 0..<20_000 {
            let digits = UInt64(1) << generator.next(below: 62)
            let a = Decimal64(
                mantissa: Int64(generator.next(below: digits)) * (generator.next(below: 2) == 0 ? 1 : -1),
                scale: UInt8(generator.next(below: 10)))
            let b = Decimal64(
                mantissa: Int64(generator.next(below: digits)) * (generator.next(below: 2) == 0 ? 1 : -1),
                scale: UInt8(generator.next(below: 9)))
            if let sum = a + b { #expect(wide(sum) == wide(a) + wide(b)) }
            if let difference = a - b { #expect(wide(difference) == wide(a) - wide(b)) }
            if let product = a * b {
                #expect(
                    Int128(product.mantissa) * Int128(Decimal64.powers[Int(a.scale + b.scale - product.scale)]) == Int128(a.mantissa)
                        * Int128(b.mantissa))
            }
            #expect((a < b) == (wide(a) < wide(b)))
            #expect((a == b) == (wide(a) == wide(b)))
            #expect(Decimal64(a.description) == a)
            #expect(a.negated.negated == a)
        }
    }
}

/// A small linear congruential generator with a fixed seed.
struct SystemSeed {
    var state: UInt64
    mutating func next(below limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 1) % max(1, limit)
    }
}
