extension InterfaceDefinition {
    /// Every crosswalk that its mappings look into, and of which system's codes.
    package var crosswalks: Set<CodeSource> {
        Set(maps.flatMap { $0.fields.flatMap { $0.value.codes } }.map { CodeSource(crosswalk: $0.crosswalk, system: $0.system ?? writer) })
    }
}

extension ValueDefinition {
    /// Its own code and those of its parts.
    fileprivate var codes: [Code] {
        var found = code.map { [$0] } ?? []
        switch source {
        case .fields, .constant, .template, .calculation, .sum, .count: break
        case .cases(let cases): found += cases.flatMap { $0.then.codes }
        case .lists(let parts): found += parts.flatMap { $0.fields.flatMap { $0.value.codes } }
        case .object(let fields): found += fields.flatMap { $0.value.codes }
        }
        if case .value(let value) = zone { found += value.codes }
        return found
    }
}
