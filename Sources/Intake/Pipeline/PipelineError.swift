import Registry

/// Why nothing could be translated at all.
package enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknownInterface(String)
    /// It is there, and its file has complaints.
    case brokenInterface(String, complaints: Int)
    case notArchived(Int64)

    package var description: String {
        switch self {
        case .unknownInterface(let id): "the interface '\(id)' is not in the registry any more"
        case .brokenInterface(let id, let complaints):
            "the interface '\(id)' has \(complaints == 1 ? "a complaint" : "\(complaints) complaints"), see 'crossdock interfaces check'"
        case .notArchived(let id): "the bytes of transfer \(id) are not in the archive"
        }
    }
}

extension PipelineError {
    init(_ obstacle: BrokenFile) { self = .brokenInterface(obstacle.name, complaints: obstacle.complaints.count) }
}
