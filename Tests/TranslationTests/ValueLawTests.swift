import Canonical
import CrossdockTesting
import Testing
import Translation

/// Each law about values, and what comes of a product that does not keep it: a wrong value without a word.
@Suite struct ValueLawTests {
    struct Law: Sendable, CustomTestStringConvertible {
        let law: Weakening
        let format: String
        let payload: [UInt8]
        /// What a product without the law makes of `a`.
        let silently: String
        var testDescription: String { law.rawValue }

        init(_ law: Weakening, _ fields: String, encoding: String = "iso-8859-1", _ payload: [UInt8], _ silently: String) {
            self.law = law
            format = """
                type: fixed-width
                encoding: \(encoding)
                record-length: \(payload.count)
                records: [{id: row, begins: group}]
                fields:
                  row: [\(fields)]
                """
            self.payload = payload
            self.silently = silently
        }
    }

    static let laws = [
        Law(
            .unknownSign,
            "{name: a, at: 1, length: 4, type: decimal, sign: {field: s, positive: P, negative: N}}, {name: s, at: 5, length: 1}",
            Array("1419n".utf8), "1419"),
        Law(
            .unknownSign, "{name: a, at: 1, length: 5, type: decimal, sign: {position: trailing, negative: R}}", Array("1419-".utf8), "1419"
        ),
        Law(.unknownSign, "{name: a, at: 1, length: 4, type: decimal, sign: {at: 5, negative: R}}", Array("1419r".utf8), "1419"),
        Law(.badDigit, "{name: a, at: 1, length: 2, type: decimal, digits: zoned}", encoding: "ebcdic-037", [0xFF, 0xF1], "151"),
        Law(.badDigit, "{name: a, at: 1, length: 2, type: decimal, digits: packed}", encoding: "ebcdic-037", [0xA1, 0x2C], "1012"),
        Law(.badDigit, "{name: a, at: 1, length: 2, type: decimal, digits: zoned}", encoding: "ebcdic-037", [0x40, 0xF1], "1"),
        Law(.lowValues, "{name: a, at: 1, length: 3}", [0x41, 0x00, 0x42], "A\u{0}B"),
    ]

    @Test(arguments: laws)
    func bytes(_ law: Law) throws {
        let contract = try TestContract(format: law.format, fields: ["a"])
        let kept = try contract.read(law.payload)
        #expect(kept.records.isEmpty && kept.findings.count == 1)
        #expect(try contract.read(law.payload, without: law.law).rows(["a"]) == [law.silently])
    }

    @Test func keysThatLookAlike() throws {
        let contract = try Mapped().contract("{from: a}")
        let payload = Array("id,a,b,c,d\n1\u{200B},x,,,\n1,y,,,\n".utf8)
        #expect(try contract.read(payload).records.count == 1)
        #expect(try contract.read(payload, without: .lookAlike).records.count == 2)
    }

    @Test func datesOfMoments() throws {
        let mapped = Mapped(
            type: "{type: date, meaning: Tested}", fields: "[{name: id}, {name: a, type: date}, {name: b}, {name: c}, {name: d}]")
        for value in ["{from: a}", "{from: b}"] {
            let contract = try mapped.contract(value)
            let payload = Array("id,a,b,c,d\n1,2026-01-06T23:30:00-05:00,2026-01-06T23:30:00-05:00,,\n".utf8)
            #expect(try contract.read(payload).records.isEmpty)
            #expect(try contract.read(payload, without: .dateOfInstant).rows(["x"]) == ["2026-01-06"])
        }
    }

    @Test func damagedCodes() throws {
        let shape = "shape: {means: a GTIN, check: gtin, else: business-exception}"
        for mapped in [
            Mapped(fields: "[{name: id}, {name: a, \(shape)}, {name: b}, {name: c}, {name: d}]"),
            Mapped(type: "{type: text, max: 40, meaning: Tested, \(shape)}"),
        ] {
            let contract = try mapped.contract("{from: a}")
            let payload = Array("id,a,b,c,d\n1,4.00638E+12,,,\n".utf8)
            #expect(try contract.read(payload).records.isEmpty)
            #expect(try contract.read(payload, without: .codeShape).rows(["x"]) == ["4.00638E+12"])
        }
    }
}

extension TestContract {
    /// What a product without one of its laws makes of the payload.
    fileprivate func read(_ payload: [UInt8], without law: Weakening) throws -> Reading {
        try Reading(MemorySource(payload), Plan(definition, library: library, weakened: law))
    }
}
