import CrossdockTesting
import Registry
import Testing

@testable import Translation

/// Whose day a time means is for the contract to say; and what a clock shows.
@Suite struct DayTests {
    let date = Mapped(type: "{type: date, meaning: Tested}")
    let instant = Mapped(type: "{type: instant, meaning: Tested}")

    /// `a` read as a date by the source field, and by the value.
    func days(_ format: String, _ text: String) throws -> [String] {
        var field = date
        field.fields = "[{name: id}, {name: a, type: date, \(format)}, {name: b}, {name: c}, {name: d}]"
        let (byField, byValue) = (try field("{from: a}", text), try date("{from: a, type: date, \(format)}", text))
        #expect(byField == byValue)
        return byField
    }

    @Test(arguments: [
        "2026-01-06T23:30:00-05:00", "2026-01-06T00:00:00Z", "2026-01-06 00:00:00 UTC", "2026-01-06T23:30", "2026-01-06T24:00:00",
    ])
    func aTimeIsNoDateUnlessSaid(_ text: String) throws {
        #expect(try days("pattern: iso", text) == ["!date@2"])
        #expect(try date("{from: a}", text) == ["!date@2"])
        #expect(try days("day-of: written", text) == ["2026-01-06"])
    }

    @Test(arguments: [
        ("2026-01-06T23:30:00-05:00", "2026-01-07", "2026-01-06"), ("2026-01-06T00:30:00+01:00", "2026-01-06", "2026-01-05"),
        ("2026-01-05T23:30:00Z", "2026-01-06", "2026-01-05"), ("2026-07-05T22:00:00Z", "2026-07-06", "2026-07-05"),
        ("2026-07-05T21:59:59Z", "2026-07-05", "2026-07-05"), ("2026-01-06", "2026-01-06", "2026-01-06"),
        ("1969-12-31T22:59:59Z", "1969-12-31", "1969-12-31"),
    ])
    func theDayOfAMomentIsThatOfAZone(_ text: String, _ berlin: String, _ newYork: String) throws {
        #expect(try days("day-of: Europe/Berlin", text) == [berlin])
        #expect(try days("day-of: America/New_York", text) == [newYork])
    }

    @Test func aTimeWithoutAnOffsetIsOfTheZoneWhoseDayIsMeant() throws {
        #expect(try days("day-of: America/New_York", "2026-01-06T23:30:00") == ["2026-01-06"])
        #expect(try date("{from: a, type: date, day-of: America/New_York, zone: UTC}", "2026-01-06T03:30:00") == ["2026-01-05"])
    }

    @Test func aDatetimeBecomesADateOnlyWhereItsDayIsSaid() throws {
        var mapped = date
        mapped.fields = "[{name: id}, {name: a, type: datetime}, {name: b}, {name: c}, {name: d}]"
        #expect(try mapped("{from: a}", "2026-01-05T23:30:00Z") == ["!date@2"])
        #expect(try mapped("{from: a, type: date, day-of: Europe/Berlin}", "2026-01-05T23:30:00Z") == ["2026-01-06"])
        #expect(try mapped("{from: a, type: date}", "2026-01-05T23:30:00Z") == ["!date@2"])
    }

    @Test func aPatternWithATimeSaysThatTheDayIsTheWrittenOne() throws {
        #expect(try days("pattern: \"dd.MM.yyyy HH:mm:ss UTC\"", "07.01.2026 23:59:59 UTC") == ["2026-01-07"])
    }

    @Test(arguments: [
        ("2026-12-31T24:00:00Z", "2027-01-01T00:00:00Z"), ("2026-01-05T24:00:00+01:00", "2026-01-05T23:00:00Z"),
        ("2026-01-05T24:00", "2026-01-06T00:00:00Z"), ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z"), ("2017-01-01T05:29:60+05:30", "2017-01-01T00:00:00Z"),
        ("2017-01-01T00:58:60+01:00", "!datetime@2"), ("2026-01-05T12:59:60Z", "!datetime@2"), ("2026-01-05T24:00:60Z", "!datetime@2"),
    ])
    func midnightHasTwoNamesAndLeapSecondsOnePlace(_ text: String, _ moment: String) throws {
        #expect(try instant("{from: a, type: datetime}", text) == [moment])
    }

    @Test(arguments: [
        ("yyyyMMddHHmmss", "20260105240000", "2026-01-06T00:00:00Z"), ("yyyyMMddHHmmss", "20260105240001", "!datetime@2"),
        ("d.M.yyyy H:mm", "5.1.2026 7:05", "2026-01-05T07:05:00Z"), ("d.M.yyyy H:mm", "05.01.2026 07:05", "2026-01-05T07:05:00Z"),
        ("d.M.yyyy H:mm", "005.1.2026 7:05", "!datetime@2"), ("d.M.yyyy H:mm", "5..2026 7:05", "!datetime@2"),
        ("M/d/yyyy h:mm:ss a", "1/5/2026 2:05:09 PM", "2026-01-05T14:05:09Z"),
        ("M/d/yyyy h:mm:ss a", "1/5/2026 12:05:09 AM", "2026-01-05T00:05:09Z"),
        ("M/d/yyyy h:mm:ss a", "1/5/2026 12:05:09 pm", "2026-01-05T12:05:09Z"),
        ("M/d/yyyy h:mm:ss a", "1/5/2026 13:05:09 PM", "!datetime@2"), ("M/d/yyyy h:mm:ss a", "1/5/2026 0:05:09 AM", "!datetime@2"),
        ("M/d/yyyy h:mm:ss a", "1/5/2026 2:05:09 XM", "!datetime@2"),
        ("'at' yyyy-MM-dd'T'HH:mm", "at 2026-01-05T07:05", "2026-01-05T07:05:00Z"),
        ("yyyy-MM-ddTHH:mm GMT", "2026-01-05T07:05 GMT", "2026-01-05T07:05:00Z"),
        ("MMM d yyyy HH:mm", "Mar 5 2026 07:05", "2026-03-05T07:05:00Z"), ("MMM d yyyy HH:mm", "Mrz 5 2026 07:05", "!datetime@2"),
    ])
    func clocksAndDatesWithoutLeadingZeros(_ pattern: String, _ text: String, _ moment: String) throws {
        var mapped = instant
        mapped.fields = "[{name: id}, {name: a, type: datetime, pattern: \"\(pattern)\"}, {name: b}, {name: c}, {name: d}]"
        #expect(try mapped("{from: a}", text) == [moment])
    }

    @Test(arguments: [
        ("DD.MM.YYYY", "'DD'"), ("dd.mm.yyyy.S", "'S'"), ("yyyy-MM-dd'T", "quote"), ("dMyyyy", "ends"), ("dd.MM.yyyy h:mm", "without a"),
        ("dd.MM.yyyy HH:mm a", "without hours"), ("dd.MM", "no year"), ("yyy-MM-dd", "'yyy'"), ("yyyy-ww", "'ww'"),
    ])
    func patternsThatMeanNothingAreComplaints(_ pattern: String, _ word: String) throws {
        let complaints = #expect(throws: Complaints.self) { try days("pattern: \"\(pattern)\"", "2026-01-05") }
        #expect(complaints.map { "\($0.all)" }?.contains(word) == true)
    }

    @Test func everyWordOfTheTableIsAPattern() {
        for pattern in ["iso", "yyyyMMddHHmmssSSS", "yyMMdd", "d-MMM-yy hh:mm a", "yyyy-MM-ddTHH:mm:ssZ", "H'h'mm d.M.yyyy"] {
            #expect(DatePattern.problem(of: pattern) == nil, "\(pattern)")
        }
    }
}
