/// Reads expressions: `quantity * unitPrice - discount`, `type != 'TRAINING' and present(store)`.
///
/// Binding from loose to tight: or · and · not · comparison · + - · * · value.
package struct ExpressionParser {
    /// What is wrong with an expression, to be placed by the caller.
    package struct Problem: Error {
        package let text: String
        package init(_ text: String) { self.text = text }
    }

    /// Most signs of an expression, and how deep it may go: whoever evaluates it goes as deep.
    private static let mostTokens = 2000
    private static let deepest = 64

    private var tokens: ArraySlice<ExpressionToken>
    private let source: String
    private var depth = 0

    /// - Throws: `Problem` for text that is not an expression.
    package static func parse(_ text: String) throws(Problem) -> Expression {
        var parser = ExpressionParser(source: text, tokens: try ExpressionToken.all(in: text)[...])
        guard parser.tokens.count <= mostTokens else {
            throw Problem("the expression is too long: more than \(mostTokens) words and signs")
        }
        let expression = try parser.or()
        if let extra = parser.tokens.first {
            throw Problem("'\(extra)' was not expected here in '\(text)'")
        }
        return expression
    }

    private init(source: String, tokens: ArraySlice<ExpressionToken>) {
        self.source = source
        self.tokens = tokens
    }

    private mutating func or() throws(Problem) -> Expression {
        var left = try and()
        while take(.name("or")) { left = .or(left, try and()) }
        return left
    }

    private mutating func and() throws(Problem) -> Expression {
        var left = try not()
        while take(.name("and")) { left = .and(left, try not()) }
        return left
    }

    private mutating func not() throws(Problem) -> Expression {
        guard take(.name("not")) else { return try comparison() }
        try descend()
        defer { depth -= 1 }
        return .not(try not())
    }

    private mutating func descend() throws(Problem) {
        depth += 1
        guard depth <= Self.deepest else { throw Problem("the expression is nested more than \(Self.deepest) levels deep") }
    }

    private mutating func comparison() throws(Problem) -> Expression {
        let left = try sum()
        guard case .symbol(let symbol)? = tokens.first, let comparison = Expression.Comparison(rawValue: symbol)
        else { return left }
        tokens.removeFirst()
        return .comparison(comparison, left, try sum())
    }

    private mutating func sum() throws(Problem) -> Expression {
        var left = try product()
        while case .symbol(let symbol)? = tokens.first, symbol == "+" || symbol == "-",
            let operation = Expression.Arithmetic(rawValue: symbol)
        {
            tokens.removeFirst()
            left = .arithmetic(operation, left, try product())
        }
        return left
    }

    private mutating func product() throws(Problem) -> Expression {
        var left = try value()
        while take(.symbol("*")) { left = .arithmetic(.times, left, try value()) }
        return left
    }

    private mutating func value() throws(Problem) -> Expression {
        guard let token = tokens.popFirst() else { throw Problem("'\(source)' ends too early") }
        try descend()
        defer { depth -= 1 }
        switch token {
        case .number(let digits): return .number(digits)
        case .text(let text): return .text(text)
        case .symbol("-"): return .arithmetic(.minus, .number("0"), try value())
        case .symbol("("):
            let inner = try or()
            try expect(")")
            return inner
        case .name(let name):
            guard take(.symbol("(")) else { return .name(name) }
            guard let function = Expression.Function(rawValue: name) else {
                let known = Expression.Function.allCases.map(\.rawValue)
                throw Problem("there is no function '\(name)'. \(Spelling.suggestion(for: name, among: known))")
            }
            var arguments = [try or()]
            while take(.symbol(",")) { arguments.append(try or()) }
            try expect(")")
            guard function.takes.contains(arguments.count) else {
                throw Problem("\(name)() does not take \(arguments.count) argument\(arguments.count == 1 ? "" : "s")")
            }
            return .call(function, arguments)
        case .symbol(let symbol):
            throw Problem("'\(symbol)' was not expected here in '\(source)'")
        }
    }

    private mutating func expect(_ symbol: String) throws(Problem) {
        guard take(.symbol(symbol)) else { throw Problem("'\(symbol)' is missing in '\(source)'") }
    }

    private mutating func take(_ token: ExpressionToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }
}
