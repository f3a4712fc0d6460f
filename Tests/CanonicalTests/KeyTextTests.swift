import Canonical
import Testing

/// A text that names something is what it looks like.
@Suite struct KeyTextTests {
    @Test(arguments: [
        "", "2000", "0001", "a b", "A  b", "*", "a:b%c/d", "Zürich", "東京", "ООО Ромашка", "ﬁ", "ª", "½", "№7", "👗", "Ⅳ", "\u{E9}x",
    ])
    func namesAreTaken(_ text: String) {
        #expect(KeyText.problem(text) == nil)
    }

    @Test(arguments: [
        (" 2000", "U+0020, white space, at the beginning"),
        ("2000 ", "U+0020, white space, at the end"),
        ("2000\t", "U+0009, white space, at the end"),
        ("\n", "U+000A, white space, at the beginning"),
        ("2000\u{A0}", "U+00A0, white space, at the end"),
        ("20\u{2009}00", "U+2009, white space other than a space, as character 3"),
        ("20\t00", "U+0009, white space other than a space, as character 3"),
        ("2000\u{0}", "U+0000, a control character, as character 5"),
        ("\u{0}", "U+0000, a control character, as character 1"),
        ("20\u{7F}", "U+007F, a control character, as character 3"),
        ("20\u{80}", "U+0080, a control character, as character 3"),
        ("2000\u{200B}", "U+200B, which nobody sees, as character 5"),
        ("\u{FEFF}2000", "U+FEFF, which nobody sees, as character 1"),
        ("20\u{AD}00", "U+00AD, which nobody sees, as character 3"),
        ("20\u{2060}00", "U+2060, which nobody sees, as character 3"),
        ("20\u{202E}00", "U+202E, which nobody sees, as character 3"),
        ("20\u{FE0F}", "U+FE0F, which nobody sees, as character 3"),
        ("\u{3164}", "U+3164, which nobody sees, as character 1"),
        ("\u{2800}", "U+2800, which nobody sees, as character 1"),
        ("\u{FF12}000", "U+FF12, a digit that is none of 0 to 9, as character 1"),
        ("\u{FF21}1", "U+FF21, a full-width form, as character 1"),
        ("\u{FF0D}1", "U+FF0D, a full-width form, as character 1"),
        ("\u{661}", "U+0661, a digit that is none of 0 to 9, as character 1"),
        ("\u{1D7D0}", "U+1D7D0, a digit that is none of 0 to 9, as character 1"),
        ("\u{E000}", "U+E000, which is no character of Unicode, as character 1"),
        ("\u{FFFF}", "U+FFFF, which is no character of Unicode, as character 1"),
        ("Zu\u{308}rich", "characters in pieces (not in Unicode's normal form C)"),
        ("\u{212B}", "characters in pieces (not in Unicode's normal form C)"),
    ])
    func lookAlikesAreNot(_ text: String, _ problem: String) {
        #expect(KeyText.problem(text) == problem)
    }

    @Test func bytesThatAreNoTextAreNot() {
        let problem = [0x32, 0xFF, 0x30].map { UInt8($0) }.withUnsafeBytes { KeyText.problem($0) }
        #expect(problem == "bytes that are not UTF-8")
    }
}
