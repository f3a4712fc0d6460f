/// What the gateway does with a fact for a target.
package enum EgressRole: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// The gateway posts it there, and nobody else may.
    case poster
    /// It is told, so that it knows; somebody else posts.
    case informational
    /// Nothing is sent.
    case none

    package var description: String { rawValue }
}

/// What a delivery asks of its target.
package enum DeliveryAct: Int, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case original = 1
    /// Takes back the version it names.
    case reversal = 2
    /// Stands in for the version that was taken back.
    case replacement = 3

    package var description: String {
        switch self {
        case .original: "original"
        case .reversal: "reversal"
        case .replacement: "replacement"
        }
    }
}
