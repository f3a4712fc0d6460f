import Canonical
import Testing

@Suite struct InstantTests {
    @Test(arguments: ["2026-11-23T14:03:11Z", "1969-12-31T23:59:59Z", "2024-02-29T00:00:00Z"])
    func comesBackAsItWasWritten(_ text: String) { #expect(Instant(text)?.description == text) }

    @Test func minutesWillDo() { #expect(Instant("2026-11-23T14:03Z") == Instant("2026-11-23T14:03:00Z")) }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T14:03:11", "2026-11-23T14:03:11+00:00", "2026-02-30T14:03:11Z", "2026-11-23T24:00:00Z",
        "2026-11-23T14:60:00Z", "2026-11-23 14:03:11Z", "2026-11-23T14:03:1:Z", "2026-11-23T+4:03:11Z", "2026-11-23T14-03-11Z",
    ])
    func anythingElseIsNone(_ text: String) { #expect(Instant(text) == nil) }
}
