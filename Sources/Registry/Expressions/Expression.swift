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
        /// Over a list of the canonical record: the exact sum of a field.
        case sum
        /// Over a list of the canonical record: how many elements it has.
        case count
        case abs
        /// `round(value, digits)`, half away from zero.
        case round
        /// Whether a field says anything.
        case present
    }
}
