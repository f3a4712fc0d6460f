import CrossdockTesting
import Testing

@Suite struct DateMappingTests {
    let date = Mapped(type: "{type: date, meaning: Tested}")
    let instant = Mapped(type: "{type: instant, meaning: Tested}")

    @Test(arguments: [
        ("iso", "2026-11-23", "2026-11-23"), ("yyyyMMdd", "20261123", "2026-11-23"), ("dd.MM.yyyy", "23.11.2026", "2026-11-23"),
        ("MM/dd/yy", "11/23/26", "2026-11-23"), ("yyMMdd", "691231", "2069-12-31"), ("yyMMdd", "700101", "1970-01-01"),
        ("yyyy-MM", "2026-11", "2026-11-01"),
    ])
    func datesByPattern(_ pattern: String, _ text: String, _ expected: String) throws {
        #expect(try date("{from: a, type: date, pattern: \"\(pattern)\"}", text) == [expected])
    }

    @Test(arguments: [
        ("yyyyMMdd", "20260229"), ("yyyyMMdd", "20261301"), ("yyyyMMdd", "2026112"), ("yyyyMMdd", "202611231"),
        ("dd.MM.yyyy", "23-11-2026"),
        ("iso", "2026-11-31"), ("iso", "23.11.2026"), ("iso", "2026-11-23x"), ("yyyyMMdd", "2026112३"),
    ])
    func datesThatDoNotExistAreFindings(_ pattern: String, _ text: String) throws {
        #expect(try date("{from: a, type: date, pattern: \"\(pattern)\"}", text)[0].hasPrefix("!date@2"))
    }

    func berlin(_ text: String) throws -> [String] {
        try instant("{from: a, type: datetime, pattern: \"yyyy-MM-dd HH:mm:ss\", zone: Europe/Berlin}", text)
    }

    @Test func localTimesFollowTheirZone() throws {
        #expect(try berlin("2026-07-01 12:00:00") == ["2026-07-01T10:00:00Z"])
        #expect(try berlin("2026-12-01 12:00:00") == ["2026-12-01T11:00:00Z"])
        #expect(try berlin("2026-01-01 00:30:00") == ["2025-12-31T23:30:00Z"])
    }

    /// 2026-03-29 02:00 to 03:00 does not exist in Berlin; 2026-10-25 02:00 to 03:00 stands twice.
    @Test func timesThatTheClockSkipsOrRepeats() throws {
        #expect(try berlin("2026-03-29 01:59:59") == ["2026-03-29T00:59:59Z"])
        #expect(try berlin("2026-03-29 02:30:00") == ["2026-03-29T01:30:00Z"])
        #expect(try berlin("2026-03-29 03:00:00") == ["2026-03-29T01:00:00Z"])
        #expect(try berlin("2026-10-25 01:59:59") == ["2026-10-24T23:59:59Z"])
        #expect(try berlin("2026-10-25 02:30:00") == ["2026-10-25T00:30:00Z"])
        #expect(try berlin("2026-10-25 03:00:00") == ["2026-10-25T02:00:00Z"])
    }

    @Test func daysOfChangeDoNotColourTheDaysAround() throws {
        let x = "{from: a, type: datetime, pattern: \"yyyy-MM-dd HH:mm:ss\", zone: America/New_York}"
        let rows = try instant(
            x, "2026-11-01 00:30:00", "2026-11-01 01:30:00", "2026-11-01 12:00:00", "2026-11-02 00:00:00", "2026-10-31 23:00:00",
            "2026-11-01 01:30:00")
        #expect(
            rows == [
                "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T17:00:00Z", "2026-11-02T05:00:00Z", "2026-11-01T03:00:00Z",
                "2026-11-01T05:30:00Z",
            ])
    }

    @Test(arguments: [
        ("2026-11-23T14:03:11Z", "2026-11-23T14:03:11Z"), ("2026-11-23T14:03:11+02:00", "2026-11-23T12:03:11Z"),
        ("2026-11-23T14:03:11-0530", "2026-11-23T19:33:11Z"),
        ("2026-11-23T23:03+01", "2026-11-23T22:03:00Z"), ("2026-11-23 14:03:11.25Z", "2026-11-23T14:03:11.250Z"),
        ("2026-11-23T14:03:11.123456789Z", "2026-11-23T14:03:11.123Z"),
        ("2026-11-23 14:03:11 UTC", "2026-11-23T14:03:11Z"), ("2026-11-23T14:03:11", "2026-11-23T13:03:11Z"),
        ("2026-11-23", "2026-11-22T23:00:00Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"),
    ])
    func offsetsWinOverTheZone(_ text: String, _ expected: String) throws {
        #expect(try instant("{from: a, type: datetime, zone: Europe/Berlin}", text) == [expected])
    }

    @Test(arguments: [
        "2026-11-23T24:00:01Z", "2026-11-23T24:00:00.001Z", "2026-11-23T25:00:00Z", "2026-11-23T14:60:00Z", "2026-11-23T14:03:60Z",
        "2026-11-23T14:03:11.Z", "2026-11-23T14:03:11+1", "2026-11-23T14:03:11+15:00",
        "2026-11-23T14:03:1", "2026-11-23T14", "2026-11-23T14:03:11Zx", "2026-11-23T14:03:11+02:00:00",
    ])
    func timesThatDoNotExistAreFindings(_ text: String) throws {
        #expect(try instant("{from: a, type: datetime}", text)[0].hasPrefix("!datetime@2"))
    }

    @Test func theZoneMayComeFromACrosswalk() throws {
        var mapped = instant
        mapped.crosswalks = ["zone": "*,*,7,Europe/London,,\n*,*,8,Asia/Tokyo,,\n*,*,9,Mars/Olympus,,"]
        let x = "{from: a, type: datetime, zone: {from: b, code: zone}}"
        #expect(try mapped(x, "2026-11-23T12:00:00,7", "2026-11-23T12:00:00,8") == ["2026-11-23T12:00:00Z", "2026-11-23T03:00:00Z"])
        #expect(try mapped(x, "2026-11-23T12:00:00,9")[0].hasPrefix("!zone@2"))
        #expect(try mapped(x, "2026-11-23T12:00:00,6")[0].hasPrefix("!unknown-zone@2"))
    }
}
