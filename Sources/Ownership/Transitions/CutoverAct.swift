/// The acts of a cutover by name, as commands, answers, approvals and the audit spell them.
package enum CutoverAct: String, Sendable, CaseIterable, Codable, CustomStringConvertible {
    case shadow
    case arm
    case go
    case abort
    case rollback
    case seal
    /// A second person looks at a rollback that one has made.
    case confirm
    /// The plan is given up before a boundary was set.
    case withdraw

    package var description: String { rawValue }

    /// The phase a cell must be in; `nil` where more than one will do.
    package var source: Phase? {
        switch self {
        case .shadow, .confirm: nil
        case .arm, .withdraw: .shadow
        case .go, .abort: .armed
        case .rollback, .seal: .live
        }
    }
}
