/// Where an interface is in its life. The raw values stand in contracts, tables and answers.
package enum LifeStatus: String, Sendable, CaseIterable {
    case proposed
    case strategic
    case transitional
    case retiring
    case retired

    /// Whether it is on its way out and must say where to and by when.
    package var mustEnd: Bool { self == .transitional || self == .retiring }
}
