import Testing
import Transport

struct NamingTests {
    @Test(arguments: [
        ("a.csv", "a.csv"), ("ünï", "ünï"), ("a\nb", "a\\x0Ab"), ("a\\n", "a\\\\n"),
        ("\u{1b}[31m", "\\x1B[31m"),
        ("\u{202e}x", "\\xE2\\x80\\xAEx"), ("\u{2028}", "\\xE2\\x80\\xA8"),
        ("\u{85}", "\\xC2\\x85"),
    ])
    func textIsEscaped(_ text: String, _ shown: String) throws {
        #expect(try RemoteName(text).description == shown)
    }

    @Test(
        arguments: [
            ([0xff], "\\xFF"), ([0x61, 0xc3], "a\\xC3"), ([0xe2, 0x82, 0x61], "\\xE2\\x82a"),
            ([0xed, 0xa0, 0x80], "\\xED\\xA0\\x80"), ([0xc0, 0xaf, 0x62], "\\xC0\\xAFb"),
        ] as [([UInt8], String)])
    func bytesThatAreNotTextAreEscaped(_ bytes: [UInt8], _ shown: String) throws {
        let name = try RemoteName(bytes: bytes)
        #expect(name.description == shown)
        #expect(name.text == nil)
    }

    @Test func spellingsAreDifferentNames() throws {
        #expect(try RemoteName("caf\u{e9}") != RemoteName("cafe\u{301}"))
        #expect(try RemoteName("A") < RemoteName("a"))
    }

    @Test func foldersAreNormalised() throws {
        #expect(try RemoteFolder("./a//b/") == RemoteFolder("a/b"))
        #expect(try RemoteFolder("").description == ".")
        #expect(try RemoteFolder("a/b").file(RemoteName("c")).description == "a/b/c")
    }
}
