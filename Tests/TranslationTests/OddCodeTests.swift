import Canonical
import CrossdockTesting
import Testing

/// A code that was damaged on its way is kept with its record and told, or refuses it, as its field says.
@Suite struct OddCodeTests {
    let gtin = "shape: {means: a GTIN, length: [8, 12, 13, 14], check: gtin, else: warning}"

    @Test func aWarningKeepsTheCodeFlagsTheRecordAndIsCounted() throws {
        let mapped = Mapped(fields: "[{name: id}, {name: a, \(gtin)}, {name: b}, {name: c}, {name: d}]")
        let reading = try mapped.read("{from: a}", ["1,4006381333931", "2,4.00638E+12", "3,4006381333932", "4,", "5,4006381333932"])
        #expect(reading.rows(["x"]) == ["4006381333931", "4.00638E+12", "4006381333932", "-", "4006381333932"])
        #expect(flags(reading) == [false, true, true, false, true])
        #expect(
            reading.unknownCodes == [UnknownCode(oddIn: "a", code: "4.00638E+12"): 1, UnknownCode(oddIn: "a", code: "4006381333932"): 2])
    }

    @Test func aKindSaysTheShapeForEveryDoor() throws {
        let mapped = Mapped(type: "{type: text, max: 40, meaning: Tested, \(gtin)}")
        let reading = try mapped.read("{from: a}", ["1,4006381333931", "2,400638"])
        #expect(flags(reading) == [false, true])
        #expect(reading.unknownCodes == [UnknownCode(oddIn: "x", code: "400638"): 1])
        #expect(
            UnknownCode(oddIn: "lines.item", code: "1").oddField == "lines.item"
                && UnknownCode(crosswalk: "item", code: "1").oddField == nil)
    }

    @Test func aBusinessExceptionRefusesTheRecord() throws {
        let strict = Mapped(type: "{type: text, max: 40, meaning: Tested, \(gtin.replacing("warning", with: "business-exception"))}")
        #expect(try strict("{from: a}", "4006381333931", "4006381333932") == ["4006381333931", "!shape@3"])
        let reading = try strict.read("{from: a}", ["1,4006381333932"])
        #expect(reading.findings.first?.expected == "a GTIN with the right check digit")
        #expect(reading.findings.first?.found == "'4006381333932'" && reading.findings.first?.class == .business)
    }

    @Test func aSensitiveCodeIsToldWithoutItself() throws {
        let mapped = Mapped(fields: "[{name: id}, {name: a, sensitive: true, \(gtin)}, {name: b}, {name: c}, {name: d}]")
        #expect(try mapped.read("{from: a}", ["1,400638"]).unknownCodes == [UnknownCode(oddIn: "a", code: "(redacted)"): 1])
    }

    func flags(_ reading: Reading) -> [Bool] {
        reading.outcomes.map { if case .record(_, _, _, let flags) = $0 { flags.contains(.oddCode) } else { false } }
    }
}
