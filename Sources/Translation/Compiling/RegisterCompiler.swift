import Canonical
import Registry

/// Turns checks over the canonical record into formulas over registers: numbers that the mapper adds
/// up while it writes, so that a check never looks back at what was written.
struct RegisterCompiler {
    private let kind: Kind
    /// What feeds each register: a field's path, or a list's path for its element count.
    private var feeds: [(path: String, isCount: Bool, name: String)] = []

    init(kind: Kind) { self.kind = kind }

    var count: Int { feeds.count }

    func fed(by path: String) -> [Int] { feeds.indices.filter { feeds[$0].path == path } }

    /// What a formula compares, each once, with the names the check gave them.
    func values(in formula: Formula) -> [MapPlan.CheckedValue] {
        var seen: Set<Int> = []
        return names(in: formula).filter { seen.insert($0.register).inserted }
    }

    private func names(in formula: Formula) -> [MapPlan.CheckedValue] {
        switch formula {
        case .register(let register):
            [.init(name: feeds[register].name, register: register, isScalar: feeds[register].name == feeds[register].path)]
        case .absolute(let a), .rounded(let a, _), .not(let a): names(in: a)
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b):
            names(in: a) + names(in: b)
        default: []
        }
    }

    mutating func formula(_ expression: Expression) -> Result<Formula, ExpressionParser.Problem> {
        do throws(ExpressionParser.Problem) {
            return .success(try compile(expression))
        } catch {
            return .failure(error)
        }
    }

    private mutating func compile(_ expression: Expression) throws(ExpressionParser.Problem) -> Formula {
        switch expression {
        case .number(let digits):
            guard let number = Decimal64(digits) else { throw problem("'\(digits)' is not a number") }
            return .number(number)
        case .text(let text): throw problem("checks compare numbers; '\(text)' is text")
        case .name(let path): return .register(try register(path, isCount: false, name: path))
        case .call(.sum, let arguments):
            guard arguments.count == 1, case .name(let path) = arguments[0] else {
                throw problem("sum() adds up a field of a list, such as lines.amount")
            }
            return .register(try register(path, isCount: false, name: "sum(\(path))"))
        case .call(.count, let arguments):
            guard arguments.count == 1, case .name(let path) = arguments[0] else { throw problem("count() counts a list, such as lines") }
            return .register(try register(path, isCount: true, name: "count(\(path))"))
        case .call(.abs, let arguments): return .absolute(try compile(arguments[0]))
        case .call(.round, let arguments):
            guard case .number(let digits) = arguments[1], let scale = UInt8(digits), scale <= 18 else {
                throw problem("round() needs a number of digits from 0 to 18")
            }
            return .rounded(try compile(arguments[0]), scale)
        case .call(.present, _): throw problem("present() asks about source fields; say 'required' at the kind's field")
        case .arithmetic(let operation, let a, let b): return try unmixed(.arithmetic(operation, try compile(a), try compile(b)))
        case .comparison(let comparison, let a, let b): return try unmixed(.comparison(comparison, try compile(a), try compile(b)))
        case .and(let a, let b): return .and(try compile(a), try compile(b))
        case .or(let a, let b): return .or(try compile(a), try compile(b))
        case .not(let a): return .not(try compile(a))
        }
    }

    private func unmixed(_ formula: Formula) throws(ExpressionParser.Problem) -> Formula {
        if let mixture = formula.mixture { throw problem("\(mixture.text). \(mixture.advice)") }
        return formula
    }

    private mutating func register(_ path: String, isCount: Bool, name: String) throws(ExpressionParser.Problem) -> Int {
        var fields = kind.fields
        var type: FieldType?
        for part in path.split(separator: ".") {
            guard let field = fields.first(where: { $0.name == part }) else {
                throw problem(
                    "'\(kind.reference)' has no field '\(path)'. \(Spelling.suggestion(for: String(part), among: fields.map(\.name)))")
            }
            type = field.type
            fields = field.type.fields
        }
        switch type {
        case .decimal, .money, .integer: if isCount { throw problem("'\(path)' is not a list") }
        case .list: if !isCount { throw problem("'\(path)' is a list; use count() or sum() over one of its fields") }
        default: throw problem("'\(path)' is not a number")
        }
        if let known = feeds.firstIndex(where: { $0.path == path && $0.isCount == isCount }) { return known }
        feeds.append((path, isCount, name))
        return feeds.count - 1
    }

    private func problem(_ text: String) -> ExpressionParser.Problem { ExpressionParser.Problem(text) }
}
