import Canonical
import HTTPTypes
import Registry

/// What the answers of an interface on its way out say about that: `Deprecation` (RFC 9745), `Sunset`
/// (RFC 8594) and a link to the successor (RFC 5829).
struct LifecycleHeaders: Sendable {
    let fields: HTTPFields

    init(_ definition: InterfaceDefinition, in backend: Backend) {
        let lifecycle = definition.lifecycle
        var fields = HTTPFields()
        if lifecycle.status == .retiring || lifecycle.status == .retired {
            // A published version never changes, so it has been retiring since it was published. Of one
            // that was not published, all that is known is that it is retiring today.
            let since =
                backend.library.published[definition.reference].flatMap { BusinessDate(String($0.at.prefix(10))) }
                ?? min(backend.timekeeper.now().utcDay, lifecycle.decommissionBy ?? BusinessDate(days: .max))
            fields[.deprecation] = "@\(Int64(since.days) * 86_400)"
        }
        if lifecycle.status.mustEnd || lifecycle.status == .retired {
            if let end = lifecycle.decommissionBy { fields[.sunset] = HTTPDate.text(end) }
            if let successor = lifecycle.successor, let path = Self.path(of: successor) {
                fields[.webLink] = "<\(path)>; rel=\"successor-version\""
            }
        }
        self.fields = fields
    }

    /// `nil` for a successor that cannot stand in a link as it is.
    private static func path(of reference: String) -> String? {
        let parts = reference.split(separator: "@", maxSplits: 1)
        guard parts.allSatisfy({ $0.utf8.allSatisfy(KeyEncoding.isPlain) }) else { return nil }
        return "/v1/interfaces/\(parts.joined(separator: "/"))"
    }
}
