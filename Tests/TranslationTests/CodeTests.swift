import Canonical
import CrossdockTesting
import Testing

@Suite struct CodeTests {
    let rows =
        "tester,*,B,reduced,,\n*,*,B,any,,\ntester,E,B,special,,\n*,*,C,old,,2026-11-22\n*,*,C,now,2026-11-23,2026-11-23\n*,*,C,later,2026-11-24,\nother,*,D,theirs,,"

    func look(_ code: String, missing: String = "", entity: String = "F", day: String = "2026-11-23", default fallback: String = "") throws
        -> [String]
    {
        var mapped = Mapped(crosswalks: ["tax": rows])
        (mapped.entity, mapped.day) = ("{value: \(entity)}", day)
        return try mapped(
            "{from: a, code: tax\(missing.isEmpty ? "" : ", missing: \(missing)")\(fallback.isEmpty ? "" : ", default: \(fallback)")}", code
        )
    }

    @Test func theMoreParticularRowWins() throws {
        #expect(try look("B") == ["reduced"])
        #expect(try look("B", entity: "E") == ["special"])
    }

    @Test func daysAreInclusiveAtBothEnds() throws {
        #expect(try look("C", day: "2026-11-22") == ["old"])
        #expect(try look("C", day: "2026-11-23") == ["now"])
        #expect(try look("C", day: "2026-11-24") == ["later"])
    }

    @Test func codesAreComparedAsTheyStand() throws {
        #expect(try look("b") == ["!unknown-tax@2"])
        #expect(try look("D") == ["!unknown-tax@2"])
        #expect(try look("") == ["-"])
    }

    @Test func eachPolicyForCodesThatNobodyKnows() throws {
        #expect(try look("Z", missing: "business-exception") == ["!unknown-tax@2"])
        #expect(try look("Z", missing: "keep") == ["Z"])
        #expect(try look("Z", missing: "omit") == ["-"])
        #expect(try look("Z", missing: "default", default: "standard") == ["standard"])
        #expect(try look("B", missing: "default", default: "standard") == ["reduced"])
    }

    @Test func keptCodesAreFlaggedAndCountedOncePerRecord() throws {
        var mapped = Mapped(crosswalks: ["tax": rows])
        mapped.entity = "{from: b, code: tax, missing: keep}"
        let reading = try mapped.read("{from: a, code: tax, missing: keep}", ["1,Z,Y", "2,Z,B", "3,B,Y"])
        #expect(reading.unknownCodes == [UnknownCode(crosswalk: "tax", code: "Z"): 2, UnknownCode(crosswalk: "tax", code: "Y"): 2])
        let flagged = reading.outcomes.map { if case .record(_, _, _, let flags) = $0 { flags.contains(.unknownCode) } else { false } }
        #expect(flagged == [true, true, true])
    }

    /// The scope, by which ownership is decided, is what the record itself says.
    @Test func anEntityWhoseCodeHoldsForSomeDaysIsTheRecordsScope() throws {
        var mapped = Mapped(crosswalks: ["tax": rows])
        mapped.entity = "{from: a, code: tax}"
        let reading = try mapped.read("{value: x}", ["1,C"])
        guard case .record(let json, let scope, _, let flags)? = reading.outcomes.first else {
            Issue.record("\(reading.transcript)")
            return
        }
        #expect(json.contains(#""entity":"now""#) && scope.entity == "now" && flags == [])
    }

    @Test func anotherSystemsCodesCanBeNamed() throws {
        #expect(try Mapped(crosswalks: ["tax": rows])("{from: a, code: {crosswalk: tax, system: other}}", "D", "B") == ["theirs", "any"])
    }
}
