import Canonical
import Ownership

extension BatchWriter {
    /// The scope of an entry with its cells; opens what the charter lets this writer open.
    func scope(of entry: RecordBatch.Entry, in batch: RecordBatch) throws -> ScopeState {
        if let known = scopes[entry.scope] { return known }
        let kind = batch.kinds[entry.kind]
        let scope = batch.scopes[entry.scope]
        let id = try Interning.scope(scope, kind: try Interning.kind(kind, in: db), in: db)
        // A drop that speaks for another store opens nothing here.
        let isElsewhere = !draft.speaks(for: scope.location)
        let stated = kind.domains.filter(draft.states.contains)
        let domains = try stated.map { name in
            let domain = try Interning.domain(name, in: db)
            let cell =
                isElsewhere
                ? nil
                : try book.cell(
                    scope, scopeID: id, domain: name, domainID: domain, for: draft.writer,
                    by: draft.actor, at: now)
            return ScopeState.Domain(
                id: domain, name: name, cell: cell?.0, cellID: cell?.1 ?? 0,
                targets: try outbox.targets(of: draft.writer, scope, domain: name))
        }
        let state = ScopeState(id: id, scope: scope, domains: domains, isElsewhere: isElsewhere)
        scopes[entry.scope] = state
        return state
    }
}
