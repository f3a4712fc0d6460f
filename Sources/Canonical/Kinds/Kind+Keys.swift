extension Kind {
    /// How records of the kind are keyed and ordered, in words that change whenever the keys would: a ledger that was written
    /// under other words is keyed anew.
    package var keyForm: String {
        let parts = key.map { name in
            if let identity = identityField, identity.name == name { return "\(name) (of \(identity.identity.joined(separator: " ")))" }
            let normalisation = normalisation(of: name)
            return normalisation == .none ? name : "\(name) (\(normalisation.rawValue))"
        }
        return parts.joined(separator: ", ") + (orderedBy.map { "; ordered by \($0)" } ?? "")
    }

    /// How a part of the key is written. A registry has no kind whose key names a field that is not declared.
    package func normalisation(of part: String) -> KeyNormalisation { field(part)?.normalisation ?? .none }

    /// Why a key cannot be made of a body: it lacks a field.
    package struct MissingPart: Error, Sendable, Hashable {
        package let field: String

        package init(field: String) { self.field = field }
    }

    /// The key that a record with this body has.
    ///
    /// - Parameter number: which one of several that say the same, where the key is made of what they say.
    /// - Throws: `MissingPart`, the first one.
    package func key(of body: CanonicalValue, number: Int = 1) throws(MissingPart) -> String {
        var parts: [String] = []
        let identityField = identityField
        for name in key {
            if name == identityField?.name, let code = identity(of: body) {
                parts.append(RecordIdentity.code(code, number: number))
                continue
            }
            guard let part = body[name]?.keyText else { throw MissingPart(field: name) }
            parts.append(KeyEncoding.encode(normalisation(of: name).apply(part)))
        }
        return parts.joined(separator: String(UnicodeScalar(KeyEncoding.separator)))
    }

    /// The version that a record with this body states of itself.
    package func order(of body: CanonicalValue) -> Int64? {
        switch orderedBy.flatMap({ body[$0] }) {
        case .integer(let number)?: Int64(number)
        case .text(let text)?: Instant(text)?.milliseconds
        default: nil
        }
    }

    /// The id as the ledger spells it: whoever writes a part as it was said, or did not encode the `%` of an id a second time,
    /// means the same record. `nil` for a key that is none.
    package func normalised(_ id: RecordID) -> RecordID? {
        var parts: [String] = []
        for (index, part) in id.key.split(separator: ":", omittingEmptySubsequences: false).enumerated() {
            guard let plain = KeyEncoding.decode(part) else { return nil }
            let normalisation = index < key.count ? normalisation(of: key[index]) : .none
            parts.append(KeyEncoding.encode(normalisation.apply(plain)))
        }
        return RecordID(entity: id.entity, location: id.location, key: parts.joined(separator: ":"))
    }
}

extension CanonicalValue {
    /// As a key has it; `nil` for what cannot be part of one.
    var keyText: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
