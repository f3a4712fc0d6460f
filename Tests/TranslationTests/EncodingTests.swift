import CrossdockTesting
import Testing

@Suite struct EncodingTests {
    @Test func aByteThatIsNotUTF8IsFoundAtItsOffset() throws {
        let text = Array("a,b\n1,2\n3,caf".utf8) + [0xE9] + Array("\n5,6\n".utf8)
        #expect(try reads(csv: text) == ["1|2", "!encoding@3:13", "5|6"])
        for bad: [UInt8] in [[0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xFF]] {
            #expect(try reads(csv: Array("a,b\nxy".utf8) + bad + Array(",2\n".utf8)) == ["!encoding@2:6"], "\(bad)")
        }
    }

    @Test func theOffsetCountsTheQuotesOfTheCellsBefore() throws {
        let text = Array("a,b\n\"one\",\"caf".utf8) + [0xE9] + Array("\"\n".utf8)
        #expect(try reads(csv: text) == ["!encoding@2:14"])
        let doubled = Array("a,b\n\"o\"\"e\",\"x\"\"y".utf8) + [0xE9] + Array("\"\n".utf8)
        #expect(try reads(csv: doubled) == ["!encoding@2:16"])
    }

    @Test func bytesOfFieldsThatNobodyMapsMustBeOfTheEncodingToo() throws {
        #expect(try reads(csv: Array("a,b,c\n1,2,".utf8) + [0xE9, 0x0A], ["a", "b", "c"]) == ["!encoding@2:10"])
    }

    @Test func windows1252IsReadStrictly() throws {
        #expect(try reads(csv: [0x61, 0x0A, 0x80, 0xE4, 0x99, 0x0A], ["a"], format: "encoding: windows-1252") == ["€ä™"])
        for undefined: UInt8 in [0x81, 0x8D, 0x8F, 0x90, 0x9D] {
            #expect(try reads(csv: [0x61, 0x0A, 0x78, undefined, 0x0A], ["a"], format: "encoding: windows-1252") == ["!encoding@2:3"])
        }
    }

    @Test func latinEncodingsReadEveryByte() throws {
        #expect(try reads(csv: [0x61, 0x0A, 0xA4, 0xBD, 0xE9, 0x0A], ["a"], format: "encoding: iso-8859-15") == ["€œé"])
        #expect(try reads(csv: [0x61, 0x0A, 0xA4, 0xBD, 0xE9, 0x0A], ["a"], format: "encoding: iso-8859-1") == ["¤½é"])
    }

    @Test func utf8UnderASingleByteEncodingIsRefusedInsteadOfReadAsMojibake() throws {
        for encoding in ["windows-1252", "iso-8859-1", "iso-8859-15"] {
            #expect(try reads(csv: "a,b\n1,café\n2,plain\n", format: "encoding: \(encoding)") == ["!encoding@2:9", "2|plain"])
        }
    }

    @Test func headerNamesAreReadInTheFilesEncoding() throws {
        let format =
            "type: delimited\nencoding: windows-1252\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, column: Größe}, {name: b}]"
        let bytes: [UInt8] = [0x47, 0x72, 0xF6, 0xDF, 0x65, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0x32, 0x0A]
        #expect(try reads(bytes, format, ["a", "b"]) == ["1|2"])
    }

    @Test func utf16FollowsItsByteOrderMark() throws {
        let text = "a,b\n1,é😀\n"
        #expect(try reads(csv: utf16("\u{FEFF}" + text), format: "encoding: utf-16") == ["1|é😀"])
        #expect(try reads(csv: utf16("\u{FEFF}" + text, littleEndian: true), format: "encoding: utf-16") == ["1|é😀"])
        #expect(try reads(csv: utf16(text), format: "encoding: utf-16") == ["1|é😀"])
    }

    @Test func brokenUTF16RefusesTheFileAtItsOffset() throws {
        let good = utf16("\u{FEFF}a,b\n1,2\n3,")
        let rows = try reads(csv: good + [0xD8, 0x00, 0x00, 0x41] + utf16("\n5,6\n"), format: "encoding: utf-16")
        #expect(rows == ["#encoding@0:\(good.count)"])
        let odd = try reads(csv: utf16("\u{FEFF}a,b\n1,2\n") + [0x00], format: "encoding: utf-16")
        #expect(odd == ["#encoding@0:18"])
    }

    @Test func aWrongByteInJSONIsFoundAtItsOffset() throws {
        let format = "type: json\nrecords: [{id: row, path: /, begins: group}]\nfields:\n  row: [{name: a}, {name: b}]"
        let before = Array(#"[{"a":"1"},{"b":"x","a":"caf"#.utf8)
        #expect(try reads(before + [0xE9] + Array(#""},{"a":"3"}]"#.utf8), format, ["a"]) == ["1", "!encoding@1:\(before.count)", "3"])
    }

    @Test func ebcdicCodePagesDifferInTheirSigns() throws {
        func read(_ encoding: String) throws -> [String] {
            try reads(
                [0xC1, 0x9F, 0x5A, 0x4A],
                "type: fixed-width\nencoding: \(encoding)\nrecord-length: 4\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, at: 1, length: 4}]",
                ["a"])
        }
        #expect(try read("ebcdic-037") == ["A¤!¢"])
        #expect(try read("ebcdic-500") == ["A¤]["])
        #expect(try read("ebcdic-1140") == ["A€!¢"])
    }
}
