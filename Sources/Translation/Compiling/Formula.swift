import Canonical
import Registry

/// An expression with its names resolved: to source fields in mappings, to registers in checks.
indirect enum Formula: Sendable {
    case number(Decimal64)
    case text(ImmutableBytes)
    case field(FieldRef)
    case register(Int)
    case present(FieldRef)
    /// Whether the record has the value that feeds a register.
    case fed(Int)
    /// Over the records of a kind that belong to the row, or are its own neighbours.
    case sum(record: Int, Formula)
    case count(record: Int, Formula?)
    case absolute(Formula)
    case rounded(Formula, UInt8)
    case arithmetic(Expression.Arithmetic, Formula, Formula)
    case comparison(Expression.Comparison, Formula, Formula)
    case and(Formula, Formula)
    case or(Formula, Formula)
    case not(Formula)
}

extension Formula {
    /// Whether a sensitive source field takes part: then no error may show what it comes to.
    var isSensitive: Bool {
        switch self {
        case .field(let ref), .present(let ref): ref.reading.isSensitive
        case .sum(_, let a), .absolute(let a), .rounded(let a, _), .not(let a): a.isSensitive
        case .count(_, let a): a?.isSensitive == true
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b):
            a.isSensitive || b.isSensitive
        default: false
        }
    }
}
