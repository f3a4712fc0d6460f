import CrossdockTesting
import Testing
import Translation

/// Whatever the bytes: no crash, no loop, every record accounted for, and the same for all chunk sizes.
@Suite struct DeterminismTests {
    static let samples: [(name: String, format: String, payload: String)] = [
        (
            "delimited",
            "type: delimited\ncomment: \"#\"\nrecords:\n  - {id: row, begins: group, by: [a]}\nfields:\n  row: [{name: a}, {name: b, type: decimal}]",
            "a,b\r\n1,2.50\n\"x\"\"y\",-3\n# note\n1,\"4\n5\"\nz,\n"
        ),
        (
            "fixed",
            "type: fixed-width\nencoding: windows-1252\nrecords:\n  - {id: head, when: {at: 1, text: H}, occurs: 1}\n  - {id: row, when: {at: 1, text: S}, begins: group}\n  - {id: item, when: {at: 1, text: L}, in: row}\nfields:\n  head: [{name: s, at: 2, length: 3}]\n  row: [{name: a, at: 2, length: 3}, {name: b, at: 5, length: 4, type: decimal, digits: zoned, scale: 2}]\n  item: [{name: c, at: 2, length: 5, type: date, pattern: yyMMdd}]",
            "H001\nS1230012\nL26112\r\nS124001M\nS1  00001\n\u{1A}"
        ),
        (
            "xml",
            "type: xml\nrecords:\n  - {id: row, path: /R/S, begins: group}\n  - {id: item, path: L, in: row}\nfields:\n  row: [{name: a, path: A}, {name: b, path: \"@b\", type: decimal}]\n  item: [{name: c, path: .}]",
            "<?xml version=\"1.0\"?><R xmlns:q='u'><S b='1.5'><A>x &amp; y</A><L>1</L><!-- c --><L><![CDATA[2]]></L></S><q:S><A>&#65;</A></q:S></R>"
        ),
        (
            "json",
            "type: json\nrecords:\n  - {id: row, path: /, begins: group}\n  - {id: item, path: l, in: row}\nfields:\n  row: [{name: a}, {name: b, type: decimal}]\n  item: [{name: c}]",
            "[{\"a\":\"x\\u00e9\",\"b\":1.50,\"l\":[{\"c\":\"1\"},{\"c\":null}]},\n{\"a\":\"\\ud83d\\ude00\",\"b\":\"2\",\"l\":{\"c\":3}}]"
        ),
        (
            "utf16", "type: delimited\nencoding: utf-16\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: [{name: a}, {name: b}]",
            "\u{FEFF}a,b\n1,é\n2,😀\n"
        ),
        (
            "ebcdic",
            "type: fixed-width\nencoding: ebcdic-037\nrecord-length: 6\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: [{name: a, at: 1, length: 3, type: decimal, digits: packed}, {name: b, at: 4, length: 3}]",
            "\u{1}\u{2}\u{C}abc\u{1}\u{2}\u{D}abcab"
        ),
    ]

    @Test(arguments: samples.indices)
    func mutatedFilesNeverCrashAndLoseNothing(_ index: Int) throws {
        let (name, format, payload) = Self.samples[index]
        let plan = try TestContract(format: format, fields: ["a", "b"]).plan
        let original = name == "utf16" ? utf16(payload) : Array(payload.utf8)
        var generator = SeededGenerator(seed: UInt64(index))
        for round in 0..<1500 {
            let bytes = mutate(original, &generator)
            let reading = try Reading(MemorySource(bytes), plan)
            #expect(reading.broken == [], "\(name) \(round) \(bytes)")
            #expect(reading.outcomes.count <= bytes.count + 1, "\(name) \(round) \(bytes)")
            #expect(reading.records.count + reading.summary.rejected == reading.summary.records)
            let chunk = Int.random(in: 1...max(1, bytes.count), using: &generator)
            let again = try Reading(MemorySource(bytes, chunk: chunk), plan)
            guard again.transcript == reading.transcript else {
                Issue.record("\(name) \(round): chunks of \(chunk) disagree for \(bytes)\n\(reading.transcript)\n\(again.transcript)")
                return
            }
        }
    }

    @Test(arguments: samples.indices)
    func everyPrefixOfAFileIsReadToItsEnd(_ index: Int) throws {
        let contract = try TestContract(format: Self.samples[index].format, fields: ["a", "b"])
        let bytes = Array(Self.samples[index].payload.utf8)
        for length in bytes.indices { #expect(try contract.read(Array(bytes[..<length])).broken == [], "\(length)") }
    }

    /// Flips, drops, doubles or inserts a few bytes, cuts the end off, or puts pieces twice.
    private func mutate(_ original: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        let lively: [UInt8] = Array("\"',;<>&[]{}\\/=-+.0919\n\r\t\u{0}\u{1A}#SLH ".utf8) + [0x80, 0xC3, 0xE9, 0xFF, 0xEF, 0xD8]
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let at = Int.random(in: bytes.indices, using: &generator)
            let byte = lively.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(byte, at: at)
            case 3: bytes[at] = byte
            case 4: bytes.removeSubrange(at...)
            case 5: bytes.insert(contentsOf: bytes[at..<min(at + 12, bytes.count)], at: at)
            default: bytes.insert(contentsOf: Array(repeating: byte, count: 300), at: at)
            }
        }
        return bytes
    }
}
