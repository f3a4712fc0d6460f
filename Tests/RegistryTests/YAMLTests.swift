import CrossdockTesting
import Registry
import Testing

/// What is no YAML is explained, and what is too much of it ends at once.
@Suite struct YAMLTests {
    static let book = ShapeBook(
        title: "Test", root: .mapping(of: .named("any")),
        named: ["any": .either([.list(of: .named("any")), .mapping(of: .named("any")), .text])])

    func complaint(_ yaml: String) throws -> String {
        let complaints = try #require(throws: Complaints.self) { try Document(yaml: yaml, file: "f", book: Self.book) }
        #expect(complaints.all.count == 1)
        return complaints.description
    }

    @Test(arguments: [
        ("title: a: b\n", "f:1:9: a text with ': ' in it must stand in quotes. Write title: \"a: b\""),
        (
            "a:\n  - meaning: One thing: another\n",
            "f:2:23: a text with ': ' in it must stand in quotes. Write meaning: \"One thing: another\""
        ),
        ("a: {meaning: One thing: another}\n", "f:1:23: a text with ': ' in it must stand in quotes"),
        ("title: say \"x\": y\n", "f:1:15: a text with ': ' in it must stand in quotes. Put the whole text into quotes"),
        ("a:1\nb: 2\n", "f:1:2: a colon needs a blank behind it"),
        ("title: foo\n  bar: baz\n", "f:2:6: this key stands deeper than the text above it"),
        ("a:\n    b: 1\n  c: 2\n", "f:3:3: this line is indented neither"), ("a:\n\tb: 1\n", "f:2:1: a tab stands where YAML wants blanks"),
        ("a:\n  b: 1\n\tc: 1\n", "f:3:1: a tab stands where YAML wants blanks"),
        ("a: @x\n", "f:1:4: a text that begins with '@' must stand in quotes. Write a: \"@x\""),
        ("a: {b: @x}\n", "f:1:8: a text that begins with '@' must stand in quotes"),
        ("a: %x\n", "f:1:4: a text that begins with '%' must stand in quotes"),
        ("%x\na: 1\n", "f:1:1: a text that begins with '%' must stand in quotes"),
        ("a: *x\n", "f:1:4: a text that begins with '*' must stand in quotes"),
        ("a: &\nb: 1\n", "f:1:4: a text that begins with '&' must stand in quotes"),
        ("a: {b: 1\nc: 2\n", "f:1:4: the '{' that stands here is not closed"), ("a: [b\n", "f:1:4: the '[' that stands here is not closed"),
        ("a: {x} {y}\nb: 1\n", "f:1:8: a text that begins with '{' must stand in quotes. Write a: \"{x} {y}\""),
        ("a: {t: {x}-{y}}\n", "f:1:11: '-' was not expected within '{…}'"),
        ("a: \"abc\nb: 1\n", "f:1:4: the quote that opens here is not closed"),
        ("a: \"b\" c\nd: 1\n", "f:1:8: text stands behind the closing quote"), ("- {a: 1}}\n", "f:1:9: there is one '}' too many"),
        ("a: 1\nfoo\nb: 2\n", "f:2:1: this line is neither a key with a value"), ("a: - b\n", "f:1:4: a list begins on a line of its own"),
        ("a: > b\nc: 1\n", "f:1:4: a text that begins with '>' must stand in quotes"),
        ("a: \"x\\d\"\n", "a backslash within \" begins an escape"),
        ("a: 1\n---\nb: 2\n", "f:2:1: the file holds more than one document"), ("a: 1\nb: 1\na: 2\n", "the key 'a' stands twice"),
        ("\"2\": 1\n2: 1\n", "f:2:1: the key '2' stands twice"), ("[a]: 1\n", "f:1:1: a key must be a plain word"),
        ("# nothing\n", "f: the file is empty"),
    ])
    func errorsSayWhatToDo(_ yaml: String, _ expected: String) throws {
        let found = try complaint(yaml)
        #expect(found.hasPrefix(expected) || found.contains(expected) && !expected.hasPrefix("f:"), "\(found)")
        #expect(!found.contains("not YAML"))
    }

    @Test func aliasesWithinReasonAreWhatTheyStandFor() throws {
        let yaml = "a: &a {x: 1, y: [b, c]}\nd: *a\ne: [*a, *a]\n"
        #expect(throws: Never.self) { try Document(yaml: yaml, file: "f", book: Self.book) }
    }

    /// Nine aliases of nine aliases of …: a billion values from a few lines.
    @Test func aliasesOfAliasesEndAtOnce() throws {
        func bomb(_ line: (String, String) -> String) -> String {
            let names = Array("abcdefghijkl").map(String.init)
            return (["a: &a [x,x,x,x,x,x,x,x,x]"] + zip(names, names.dropFirst()).map(line)).joined(separator: "\n") + "\n"
        }
        let lists = bomb { before, name in "\(name): &\(name) [\(Array(repeating: "*\(before)", count: 9).joined(separator: ","))]" }
        #expect(try complaint(lists).contains("more than 100000 values"))
        let mappings = bomb { before, name in
            "\(name): &\(name) {\((1...9).map { "k\($0): *\(before)" }.joined(separator: ", "))}"
        }
        #expect(try complaint(mappings).contains("more than 100000 values"))
        let keys = bomb { before, name in "? &\(name) [\(Array(repeating: "*\(before)", count: 9).joined(separator: ","))]\n: x" }
        #expect(try complaint(keys).contains("a key must be a plain word"))
    }

    @Test func whatIsTooDeepOrTooLongEndsAtOnce() throws {
        #expect(try complaint("a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)).contains("64 levels"))
        #expect(throws: Complaints.self) { try Document(yaml: "a: " + String(repeating: "[", count: 100_000), file: "f", book: Self.book) }
        let chain = "a0: &a0 [x]\n" + (1...5000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(try complaint(chain).contains("more than 1000 aliases"))
        let short = "a0: &a0 [x]\n" + (1...900).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(try complaint(short).contains("64 levels"))
        #expect(try complaint("a:\n" + String(repeating: "- x\n", count: 100_001)).contains("100000 values"))
    }

    @Test func textsInQuotesAreNoFlags() throws {
        let flags = ShapeBook(title: "Test", root: .object([.init("a", .flag, "a")]))
        #expect(throws: Never.self) { try Document(yaml: "a: yes\n", file: "f", book: flags) }
        #expect(throws: Complaints.self) { try Document(yaml: "a: \"yes\"\n", file: "f", book: flags) }
    }
}
