import Canonical
import Registry

/// An expression with its names resolved: to source fields in mappings, to registers in checks.
indirect enum Formula: Sendable {
    case number(Decimal64)
    case text(ImmutableBytes)
    case field(FieldRef)
    case register(Int)
    case present(FieldRef)
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
