/// What makes the groups that begin with one record type the same group, as far as raw bytes show it.
struct StructureKeys: Sendable {
    let role: RecordLayout.Role
    /// Fields of the record itself, in the order of the key.
    var own: [Int] = []
    /// Fields of the file's own records, such as the store in its header.
    var ofFile: [(record: Int, field: Int)] = []
    /// Neighbouring rows of one key are one group.
    var continues = false
    /// Whether raw bytes tell the key at all; otherwise the ledger finds what comes twice.
    var isKeyed = false

    /// For rows that are grouped by fields, these; for others, the fields that the one kind they become is keyed by.
    static func all(layout: RecordLayout, maps: [MapPlan]) -> [StructureKeys] {
        layout.records.indices.map { index in
            let record = layout.records[index]
            var keys = StructureKeys(role: record.role)
            guard record.role == .root else { return keys }
            let wanted = maps.filter { $0.root == index }
            let refs = wanted.flatMap { $0.targets.filter { $0.keyPart >= 0 || $0.role == .entity || $0.role == .location } }
                .flatMap { $0.content.sources }
            for ref in refs where ref.reach == .file {
                if !keys.ofFile.contains(where: { $0.record == ref.record && $0.field == ref.field }) {
                    keys.ofFile.append((ref.record, ref.field))
                }
            }
            if !record.groupedBy.isEmpty {
                keys.own = record.groupedBy
                (keys.continues, keys.isKeyed) = (true, true)
                return keys
            }
            for ref in refs where ref.reach == .upward && ref.record == index && !keys.own.contains(ref.field) {
                keys.own.append(ref.field)
            }
            keys.isKeyed =
                wanted.count == 1 && wanted[0].kind.orderedBy == nil && wanted[0].identity == nil && !keys.own.isEmpty
                && refs.allSatisfy { $0.reach == .file || ($0.reach == .upward && $0.record == index) }
            return keys
        }
    }
}

extension TargetPlan.Content {
    /// Every source field that takes part in a scalar value.
    fileprivate var sources: [FieldRef] {
        if case .scalar(let value) = self { value.sources } else { [] }
    }

    /// Every source field whose text becomes the value, or part of it; not those that are added up or only asked about.
    var plainSources: [FieldRef] {
        switch self {
        case .scalar(let value): value.plainSources
        case .object(let targets): targets.flatMap(\.content.plainSources)
        case .lists, .nothing: []
        }
    }
}

extension ValuePlan {
    fileprivate var plainSources: [FieldRef] {
        switch source {
        case .fields(let refs): refs
        case .template(let parts): parts.compactMap { if case .field(let ref) = $0 { ref } else { nil } }
        case .cases(let cases): cases.flatMap(\.then.plainSources)
        case .constant, .calculation, .sum, .count: []
        }
    }

    /// Every source field that the value is made of.
    var sources: [FieldRef] {
        switch source {
        case .fields(let refs): refs
        case .constant, .count: []
        case .template(let parts): parts.compactMap { if case .field(let ref) = $0 { ref } else { nil } }
        case .calculation(let formula): formula.fields
        case .sum(let ref): [ref]
        case .cases(let cases): cases.flatMap { ($0.when?.fields ?? []) + $0.then.sources }
        }
    }
}

extension Formula {
    /// Every source field that takes part.
    var fields: [FieldRef] {
        switch self {
        case .field(let ref), .present(let ref): [ref]
        case .sum(_, let a), .absolute(let a), .rounded(let a, _), .not(let a): a.fields
        case .count(_, let a): a?.fields ?? []
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b): a.fields + b.fields
        case .number, .text, .register, .fed: []
        }
    }
}
