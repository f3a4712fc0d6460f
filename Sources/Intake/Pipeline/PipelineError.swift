/// Why nothing could be translated at all.
package enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknownInterface(String)
    case notArchived(Int64)

    package var description: String {
        switch self {
        case .unknownInterface(let id): "the interface '\(id)' is not in the registry any more"
        case .notArchived(let id): "the bytes of transfer \(id) are not in the archive"
        }
    }
}
