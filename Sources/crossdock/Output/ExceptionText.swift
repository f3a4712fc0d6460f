import Canonical
import Ledger

/// An exception as JSON.
enum ExceptionText {
    static func json(_ exception: ExceptionView) -> JSONText {
        var pairs: [(String, JSONText)] = [
            ("exception", .integer(Int(exception.id))), ("transfer", .integer(Int(exception.transfer))),
            ("state", .string(exception.state.description)), ("openedAt", .string(exception.openedAt.description)),
        ]
        if case .object(let finding) = exception.finding.json { pairs += finding }
        if let at = exception.resolvedAt {
            pairs += [
                ("resolvedAt", .string(at.description)), ("resolvedBy", .optional(exception.resolvedBy)),
                ("resolution", .optional(exception.resolution)),
            ]
        }
        return .object(pairs)
    }
}
