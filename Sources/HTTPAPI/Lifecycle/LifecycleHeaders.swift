import Canonical
import HTTPTypes
import Ownership
import Registry

/// What the answers of an interface on its way out say about that: `Deprecation` (RFC 9745), `Sunset`
/// (RFC 8594) and a link to the successor (RFC 5829).
struct LifecycleHeaders: Sendable {
    let fields: HTTPFields

    /// - Parameter life: the one that counts, whatever the contract declares.
    init(_ definition: InterfaceDefinition, _ life: Life, in backend: Backend) {
        var fields = HTTPFields()
        if life.status == .retiring || life.status == .retired {
            // Where only the contract says so: a published version never changes, so it has been retiring
            // since it was published. Of one that was not, all that is known is that it is retiring today.
            let declared =
                backend.library.published[definition.reference].flatMap { BusinessDate(String($0.at.prefix(10))) }
                ?? min(backend.timekeeper.now().utcDay, life.decommissionBy ?? BusinessDate(days: .max))
            let since = life.since.map { $0.milliseconds / 1000 } ?? Int64(declared.days) * 86_400
            fields[.deprecation] = "@\(since)"
        }
        if life.status.mustEnd || life.status == .retired {
            if let end = life.decommissionBy { fields[.sunset] = HTTPDate.text(end) }
            if let successor = life.successor, let path = Self.path(of: successor, backend.library) {
                fields[.webLink] = "<\(path)>; rel=\"successor-version\""
            }
        }
        self.fields = fields
    }

    /// `nil` for a successor that cannot stand in a link as it is. The canonical form is described by its kind.
    private static func path(of reference: String, _ library: Library) -> String? {
        if let kind = library.canonicalKind(of: reference) { return "/v1/kinds/\(kind.name)/schema" }
        let parts = reference.split(separator: "@", maxSplits: 1)
        guard parts.allSatisfy({ $0.utf8.allSatisfy(KeyEncoding.isPlain) }) else { return nil }
        return "/v1/interfaces/\(parts.joined(separator: "/"))"
    }
}
