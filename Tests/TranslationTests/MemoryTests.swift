import CrossdockTesting
import Testing
import Translation

/// Memory depends on the largest group and the size of a batch, never on the file.
@Suite struct MemoryTests {
    static let format = "type: delimited\nrecords:\n  - {id: row, begins: group, by: [a]}\nfields:\n  row: [{name: a}, {name: b}]"

    /// The peak is a process's, so each of these has one of its own.
    @Test func aFileOf64MegabytesIsReadInBoundedMemory() async {
        await #expect(processExitsWith: .success) {
            let plan = try TestContract(format: MemoryTests.format, fields: ["a", "b"]).plan
            let filler = String(repeating: "x", count: 200)
            let count = (64 << 20) / filler.utf8.count
            let before = ProcessMemory.peak
            let reading = try Reading(NumberedSource(head: "a,b\n", tail: ",\(filler)\n", count: count), plan, keeping: false)
            #expect(reading.summary.records == count && reading.summary.rejected == 0 && reading.broken == [])
            #expect(reading.largestBatch.records <= 8192)
            #expect(reading.largestBatch.bytes < 5 << 20)
            #expect(ProcessMemory.peak - before < 32 << 20)
        }
    }

    @Test func endlessTextThatNobodyWantsCostsNoMemory() async {
        await #expect(processExitsWith: .success) {
            let format = "type: xml\nrecords:\n  - {id: row, path: /R/S, begins: group}\nfields:\n  row: [{name: a, path: A}]"
            let plan = try TestContract(format: format, fields: ["a"]).plan
            let source = SyntheticSource(
                head: Array("<R><S><A>1</A><X>".utf8), unit: Array(repeating: UInt8(ascii: "x"), count: 1000), count: 32_000,
                tail: Array("</X></S></R>".utf8))
            let before = ProcessMemory.peak
            let reading = try Reading(source, plan)
            #expect(reading.rows(["a"]) == ["1"])
            #expect(ProcessMemory.peak - before < 16 << 20)
        }
    }

    @Test func rowsThatNeverEndTheirGroupAreRefused() throws {
        let plan = try TestContract(format: MemoryTests.format, fields: ["a", "b"]).plan
        let reading = try Reading(SyntheticSource(head: Array("a,b\n".utf8), unit: Array("1,2\n".utf8), count: 200_000), plan)
        #expect(reading.rows(["a"]).map { $0.prefix { $0 != "@" } } == ["!group-size"])
    }

    @Test func aRecordThatNeverEndsIsRefused() throws {
        let plan = try TestContract(format: MemoryTests.format, fields: ["a", "b"]).plan
        let reading = try Reading(
            SyntheticSource(head: Array("a,b\n1,2\n".utf8), unit: Array(repeating: UInt8(ascii: "x"), count: 1 << 16), count: 300), plan)
        #expect(reading.rows(["a"]).map { $0.prefix { $0 != "@" } } == ["#record-length"])
    }
}
