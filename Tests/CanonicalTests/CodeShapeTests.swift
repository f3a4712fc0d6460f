import Canonical
import Testing

@Suite struct CodeShapeTests {
    func matches(_ pattern: String, _ code: String) throws -> Bool {
        let pattern = try #require(CodePattern(pattern))
        return Array(code.utf8).withUnsafeBytes { pattern.matches($0) }
    }

    @Test(arguments: [
        ("abc", "abc", true), ("abc", "abcd", false), ("abc", "ab", false), ("[0-9]{8,14}", "4006381333931", true),
        ("[0-9]{8,14}", "4006381", false), ("[0-9]{8,14}", "400638133393112", false), ("[A-Z][0-9]+", "A1", true),
        ("[A-Z][0-9]+", "A", false),
        ("[0-9]*[0-9]*x?", "123", true), ("[0-9]*[0-9]*x", "123", false), ("a?a?a?aaa", "aaa", true), (".{2}", "ab", true),
        ("[^ ]+", "a b", false), ("[^ ]+", "ä", true), ("\\.\\[", ".[", true), ("[a\\]-]+", "a]-", true), ("[0-9]{3}", "12", false),
        ("x{0,1}y", "y", true), ("x{2,}", "xxxx", true), ("x{2,}", "x", false), ("a*", "", true),
        ("[0-9][0-9.,]*[Ee][+][0-9]{2,3}", "4,00638E+12", true), ("[0-9][0-9.,]*[Ee][+][0-9]{2,3}", "1,00014E+05", true),
        ("[0-9][0-9.,]*[Ee][+][0-9]{2,3}", "4E+12", true), ("[0-9][0-9.,]*[Ee][+][0-9]{2,3}", "100014", false),
        ("[0-9][0-9.,]*[Ee][+][0-9]{2,3}", "5E-10", false), ("[0-9][0-9.,]*[Ee][+][0-9]{2,3}", "A+E", false),
    ])
    func patternsMeanTheWholeCode(_ pattern: String, _ code: String, _ isMatch: Bool) throws {
        #expect(try matches(pattern, code) == isMatch)
    }

    @Test(arguments: ["", "[", "[]", "a{", "a{2", "a{3,2}", "a{x}", "*", "a**", "(a)", "a|b", "ä", "[z-a]", "[a", "a\\", "^a", "a$"])
    func whatIsNoPattern(_ pattern: String) { #expect(CodePattern(pattern) == nil) }

    /// Against all ways of dividing the code, for small random patterns.
    @Test func matchingFollowsEveryWay() throws {
        var generator = SystemSeed(state: 7)
        for _ in 0..<3000 {
            let atoms = (0..<1 + generator.next(below: 4)).map { _ -> (String, String, Int, Int) in
                let least = Int(generator.next(below: 3))
                let most = least + Int(generator.next(below: 3))
                let set = ["a", "b", "ab"][Int(generator.next(below: 3))]
                return ("[\(set)]{\(least),\(most)}", set, least, most)
            }
            let code = String((0..<generator.next(below: 8)).map { _ in generator.next(below: 2) == 0 ? "a" : "b" })
            func naive(_ atoms: ArraySlice<(String, String, Int, Int)>, _ code: Substring) -> Bool {
                guard let atom = atoms.first else { return code.isEmpty }
                return (atom.2...atom.3).contains { count in
                    count <= code.count && code.prefix(count).allSatisfy { atom.1.contains($0) }
                        && naive(atoms.dropFirst(), code.dropFirst(count))
                }
            }
            #expect(try matches(atoms.map(\.0).joined(), code) == naive(atoms[...], code[...]), "\(atoms) \(code)")
        }
    }

    @Test func aHostileCodeTakesNoTime() throws {
        let pattern = String(repeating: "[0-9]*", count: 12) + "x"
        #expect(try !matches(pattern, String(repeating: "1", count: 100_000)))
    }

    func hold(_ check: CheckDigits, _ code: String) -> Bool { Array(code.utf8).withUnsafeBytes { check.hold(in: $0) } }

    /// Numbers from GS1's, ISO's and the central bank's own examples.
    @Test func checkDigits() {
        for code in ["4006381333931", "96385074", "036000291452", "10614141543219", "4012345000009"] {
            #expect(hold(.gtin, code), "\(code)")
        }
        for code in ["4006381333932", "4,00638E+12", "", "0", "400638133393A"] { #expect(!hold(.gtin, code), "\(code)") }
        for code in ["79927398713", "4111111111111111"] { #expect(hold(.luhn, code), "\(code)") }
        for code in ["79927398710", "4111111111111112", "4111 1111"] { #expect(!hold(.luhn, code), "\(code)") }
        for code in ["DE89370400440532013000", "GB29NWBK60161331926819", "RF18539007547034"] { #expect(hold(.mod97, code), "\(code)") }
        for code in ["DE88370400440532013000", "DE8937040044053201300", "de89370400440532013000", "DE89"] {
            #expect(!hold(.mod97, code), "\(code)")
        }
    }

    @Test func theFirstThingThatIsWrongIsTold() throws {
        let shape = CodeShape(
            meaning: "a GTIN", patterns: [try #require(CodePattern("[0-9]+"))], damagedForms: [try #require(CodePattern(".*E[+].*"))],
            lengths: [8...8, 12...14], check: .gtin, failure: .warning)
        func told(_ code: String) -> String? {
            Array(code.utf8).withUnsafeBytes { shape.fault(in: $0) }.map { shape.expectation($0) }
        }
        #expect(told("4006381333931") == nil)
        #expect(told("4,00638E+12") == "a GTIN, and nothing of the form '.*E[+].*'")
        #expect(told("400638133") == "a GTIN of 8 or 12 to 14 characters")
        #expect(told("40063813x393") == "a GTIN of the form '[0-9]+'")
        #expect(told("4006381333932") == "a GTIN with the right check digit")
    }
}
