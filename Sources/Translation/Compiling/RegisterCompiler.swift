import Canonical
import Registry

/// Turns checks over the canonical record into formulas over registers: numbers that the mapper works out
/// while it writes, so that a check never looks back at what was written.
struct RegisterCompiler {
    private let kind: Kind
    /// What feeds each register: a field's path, or a list's path for its element count.
    private var feeds: [(path: String, operation: MapPlan.Register, name: String)] = []

    private(set) var rules: [MapPlan.ElementRule] = []
    /// The list whose elements the expression at hand is about.
    private var element: String?

    init(kind: Kind) { self.kind = kind }

    func rules(of list: String) -> [MapPlan.ElementRule] { rules.filter { $0.list == list } }

    var registers: [MapPlan.Register] { feeds.map(\.operation) }

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

    /// - Parameter source: resolves a field as it came, `record.field`.
    mutating func formula(_ expression: Expression, source: (String) -> FieldRef?) -> Result<Formula, ExpressionParser.Problem> {
        do throws(ExpressionParser.Problem) {
            return .success(try compile(expression, source))
        } catch {
            return .failure(error)
        }
    }

    private mutating func compile(_ expression: Expression, _ source: (String) -> FieldRef?) throws(ExpressionParser.Problem) -> Formula {
        switch expression {
        case .number(let digits):
            guard let number = Decimal64(digits) else { throw problem("'\(digits)' is not a number") }
            return .number(number)
        case .text(let text): return .text(ImmutableBytes(text))
        case .name(let path):
            if let ref = try sourceField(path, source) { return .field(ref) }
            if let element { return .register(try register("\(element).\(path)", .element, name: "\(element).\(path)")) }
            return .register(try register(path, .sum, name: path))
        case .call(.abs, let arguments): return .absolute(try compile(arguments[0], source))
        case .call(.round, let arguments):
            guard case .number(let digits) = arguments[1], let scale = UInt8(digits), scale <= 18 else {
                throw problem("round() needs a number of digits from 0 to 18")
            }
            return .rounded(try compile(arguments[0], source), scale)
        case .call(let function, let arguments): return try call(function, arguments, source)
        case .arithmetic(let operation, let a, let b):
            return try unmixed(.arithmetic(operation, try compile(a, source), try compile(b, source)))
        case .comparison(let comparison, let a, let b):
            return try unmixed(.comparison(comparison, try compile(a, source), try compile(b, source)))
        case .and(let a, let b): return .and(try compile(a, source), try compile(b, source))
        case .or(let a, let b): return .or(try compile(a, source), try compile(b, source))
        case .not(let a): return .not(try compile(a, source))
        }
    }

    private func unmixed(_ formula: Formula) throws(ExpressionParser.Problem) -> Formula {
        if let mixture = formula.mixture { throw problem("\(mixture.text). \(mixture.advice)") }
        return formula
    }

    private mutating func call(_ function: Expression.Function, _ arguments: [Expression], _ source: (String) -> FieldRef?)
        throws(ExpressionParser.Problem) -> Formula
    {
        if case .every = function { return try every(arguments, source) }
        guard arguments.count == 1, case .name(let path) = arguments[0] else {
            throw problem("\(function.rawValue)() takes a field or a list of the record, such as lines.amount")
        }
        if let ref = try sourceField(path, source) {
            switch function {
            case .present: return .present(ref)
            case .sum: return .sum(record: ref.record, .field(ref))
            default: throw problem("\(function.rawValue)() does not look into source fields")
            }
        }
        let name = "\(function.rawValue)(\(path))"
        if let element {
            guard case .present = function else { throw problem("\(function.rawValue)() was not expected within every()") }
            return .fed(try register("\(element).\(path)", .element, name: "\(element).\(path)"))
        }
        switch function {
        case .sum: return .register(try register(path, .sum, name: name))
        case .count: return .register(try register(path, .count, name: name))
        case .min: return .register(try register(path, .least, name: name))
        case .max: return .register(try register(path, .most, name: name))
        case .unique: return .comparison(.equal, .register(try register(path, .repeats, name: "repeats of \(path)")), .number(.zero))
        case .present: return .fed(try register(path, .sum, name: path))
        case .abs, .round, .every: throw problem("'\(function.rawValue)' was not expected here")
        }
    }

    private mutating func every(_ arguments: [Expression], _ source: (String) -> FieldRef?) throws(ExpressionParser.Problem) -> Formula {
        guard element == nil, arguments.count == 2, case .name(let list) = arguments[0] else {
            throw problem("every() takes a list of the record and a rule over its elements, such as every(lines, quantity > 0)")
        }
        let failures = try register(list, .failures, name: "elements of \(list) that break it: \(rules.count)")
        element = list
        defer { element = nil }
        let formula = try compile(arguments[1], source)
        rules.append(.init(list: list, formula: formula, failures: failures, values: Self.registers(in: formula)))
        return .comparison(.equal, .register(failures), .number(.zero))
    }

    private static func registers(in formula: Formula) -> [Int] {
        switch formula {
        case .register(let register), .fed(let register): [register]
        case .absolute(let a), .rounded(let a, _), .not(let a): registers(in: a)
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b):
            registers(in: a) + registers(in: b)
        default: []
        }
    }

    /// `source.record.field`; `nil` where the name is no such thing.
    private func sourceField(_ path: String, _ source: (String) -> FieldRef?) throws(ExpressionParser.Problem) -> FieldRef? {
        guard path.hasPrefix("source.") else { return nil }
        guard let ref = source(String(path.dropFirst("source.".count))) else { throw problem("'\(path)' names no source field") }
        return ref
    }

    private mutating func register(_ path: String, _ operation: MapPlan.Register, name: String) throws(ExpressionParser.Problem) -> Int {
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
        switch (type, operation) {
        case (.list, .count), (.list, .failures), (.decimal, .element), (.money, .element), (.integer, .element), (.decimal, .sum),
            (.decimal, .least), (.decimal, .most), (.money, .sum), (.money, .least), (.money, .most),
            (.integer, .sum), (.integer, .least), (.integer, .most):
            break
        case (.list, _): throw problem("'\(path)' is a list; use count() or sum() over one of its fields")
        case (.object, _), (nil, _): throw problem("'\(path)' is not a single value")
        case (_, .repeats): break
        case (_, .count), (_, .failures): throw problem("'\(path)' is not a list")
        default: throw problem("'\(path)' is not a number")
        }
        if let known = feeds.firstIndex(where: { $0.path == path && $0.operation == operation && $0.name == name }) { return known }
        feeds.append((path, operation, name))
        return feeds.count - 1
    }

    private func problem(_ text: String) -> ExpressionParser.Problem { ExpressionParser.Problem(text) }
}
