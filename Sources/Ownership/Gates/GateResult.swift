/// What a gate found. Only a fresh pass counts.
package enum GateStatus: String, Sendable, Hashable, Codable, CaseIterable, CustomStringConvertible {
    case pass
    case fail
    /// There is not enough to say: 0 of 0 is never a pass.
    case inconclusive
    /// It was a pass, too long ago.
    case stale

    package var description: String { rawValue }
}

/// One gate, evaluated: what was found and what was wanted, for people.
package struct GateResult: Sendable, Hashable, Codable {
    package let gate: String
    package let status: GateStatus
    package let found: String
    package let wanted: String

    package init(_ gate: String, _ status: GateStatus, found: String, wanted: String) {
        self.gate = gate
        self.status = status
        self.found = found
        self.wanted = wanted
    }
}
