/// The smallest parts of an expression.
enum ExpressionToken: Equatable, CustomStringConvertible {
    case number(String)
    case text(String)
    /// A name, dots included: `lines.amount`.
    case name(String)
    case symbol(String)

    var description: String {
        switch self {
        case .number(let text), .text(let text), .name(let text), .symbol(let text): text
        }
    }

    static func all(in source: String) throws(ExpressionParser.Problem) -> [ExpressionToken] {
        var tokens: [ExpressionToken] = []
        var rest = Substring(source)
        while let character = rest.first {
            if character.isWhitespace {
                rest.removeFirst()
            } else if character.isASCII, character.isNumber {
                let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
                rest.removeFirst(digits.count)
                tokens.append(.number(String(digits)))
            } else if character == "'" {
                rest.removeFirst()
                let text = rest.prefix { $0 != "'" }
                guard rest.count > text.count else {
                    throw ExpressionParser.Problem("a quote is not closed in '\(source)'")
                }
                rest.removeFirst(text.count + 1)
                tokens.append(.text(String(text)))
            } else if character.isLetter || character == "_" || character == "@" {
                let name = rest.prefix { $0.isLetter || $0.isNumber || "_.@".contains($0) }
                rest.removeFirst(name.count)
                tokens.append(.name(String(name)))
            } else {
                let symbol = ["==", "!=", "<=", ">="].first { rest.hasPrefix($0) } ?? String(character)
                guard symbol.count == 2 || "+-*(),<>".contains(character) else {
                    throw ExpressionParser.Problem("'\(character)' means nothing in '\(source)'")
                }
                rest.removeFirst(symbol.count)
                tokens.append(.symbol(symbol))
            }
        }
        return tokens
    }
}
