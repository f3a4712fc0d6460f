import Canonical
import Testing

@Suite struct DateTests {
    @Test func everyDayFrom1900To2100IsTheDayAfterTheOneBefore() throws {
        var day = try #require(BusinessDate(year: 1900, month: 1, day: 1))
        let last = try #require(BusinessDate(year: 2100, month: 12, day: 31))
        #expect(day.days == -25_567)
        #expect(last.days == 47_846)
        var expected = (1900, 1, 1)
        while day <= last {
            let (year, month, date) = day.civil
            guard (year, month, date) == expected, BusinessDate(day.description) == day,
                BusinessDate(year: year, month: month, day: date) == day
            else {
                Issue.record("\(day) is not \(expected)")
                return
            }
            let length = [31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
                month - 1]
            expected = date < length ? (year, month, date + 1) : month < 12 ? (year, month + 1, 1) : (year + 1, 1, 1)
            day = day.adding(days: 1)
        }
        #expect(expected == (2101, 1, 1))
    }

    @Test(arguments: [
        "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "0000-01-01", "2026-1-01", "26-01-01",
        "2026/01/01",
        "2026-01-01T00:00:00Z", " 2026-01-01", "", "२०२६-०१-०१", "+026-01-01", "2026-01-0x",
    ])
    func daysThatDoNotExistAreNone(_ text: String) {
        #expect(BusinessDate(text) == nil)
    }

    @Test func leapDays() {
        #expect(BusinessDate("2028-02-29")?.adding(days: 1).description == "2028-03-01")
        #expect(BusinessDate("2000-02-29") != nil)
        #expect(BusinessDate("9999-12-31")?.description == "9999-12-31")
        #expect(BusinessDate("0001-01-01")?.description == "0001-01-01")
    }

    @Test(arguments: [
        (0 as Int64, "1970-01-01T00:00:00Z"), (1_795_442_591_250, "2026-11-23T14:03:11.250Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (-86_400_000, "1969-12-31T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"),
    ])
    func instantsAreWrittenInUTC(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
    }

    @Test func instantsCountInMilliseconds() {
        let noon = Instant(seconds: 43_200)
        #expect(noon.adding(seconds: -43_201).utcDay.description == "1969-12-31")
        #expect(noon.seconds(since: noon.adding(seconds: 5)) == -5)
        #expect(noon < noon.adding(seconds: 1))
    }
}
