/// A parsed expression of a definition, over names that the compiler resolves later.
package indirect enum Expression: Sendable, Hashable {
    case number(String)
    case text(String)
    /// `field`, `record.field`, or a canonical path such as `lines.amount`.
    case name(String)
    case call(Function, [Expression])
    case arithmetic(Arithmetic, Expression, Expression)
    case comparison(Comparison, Expression, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)

    /// Every name in it.
    package var names: [String] {
        switch self {
        case .number, .text: []
        case .name(let name): [name]
        case .call(_, let arguments): arguments.flatMap(\.names)
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b): a.names + b.names
        case .not(let a): a.names
        }
    }

    package enum Arithmetic: String, Sendable { case plus = "+", minus = "-", times = "*" }

    package enum Comparison: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    package enum Function: String, Sendable, CaseIterable {
        /// In checks, `sum(lines.amount)`: over a list of the canonical record. In mappings,
        /// `sum(item.amount)` or `sum(item, quantity * price)`: over the source records below.
        case sum
        /// In checks, `count(lines)`. In mappings, `count(item)` or `count(item, quantity < 0)`.
        case count
        case abs
        /// In checks, `min(lines.line)` and `max(lines.line)`: over a list of the canonical record.
        case min
        case max
        /// In checks, `unique(lines.line)`: whether no two elements say the same.
        case unique
        /// In checks, `every(lines, quantity * unitPrice == amount)`: whether it holds for each element of a list.
        case every
        /// `round(value, digits)`, half away from zero.
        case round
        /// Whether a field says anything.
        case present

        /// How many arguments it may have.
        package var takes: ClosedRange<Int> {
            switch self {
            case .sum, .count: 1...2
            case .round, .every: 2...2
            case .abs, .present, .min, .max, .unique: 1...1
            }
        }
    }
}
