import Transport

/// An endpoint does not do what `EndpointConformance` asks.
package struct ConformanceFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

func require(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws {
    if !condition { throw ConformanceFailure(otherwise()) }
}

func requireEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ subject: String) throws {
    if found != expected {
        throw ConformanceFailure("\(subject): found \(found), expected \(expected)")
    }
}

/// Fails unless `body` throws a `TransportError` of one of `kinds`; returns it.
@discardableResult
func requireError(
    _ kinds: TransportError.Kind..., from subject: String, _ body: () throws -> Void
) throws -> TransportError {
    do {
        try body()
    } catch let error as TransportError {
        let expected = kinds.map(\.rawValue).joined(separator: " or ")
        try require(kinds.contains(error.kind), "\(subject): found \(error), expected \(expected)")
        try require(
            !error.detail.isEmpty && !error.advice.isEmpty,
            "\(subject): an error says why and what next")
        return error
    }
    throw ConformanceFailure("\(subject): no error, expected \(kinds.map(\.rawValue))")
}
