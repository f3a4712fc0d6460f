extension Kind {
    /// How records of the kind are keyed and ordered, in words that change whenever the keys would: a ledger that was written
    /// under other words is keyed anew.
    package var keyForm: String {
        let parts = key.map { name in
            let (normalisation, identity) = (field(name)?.normalisation ?? .none, field(name)?.identity ?? [])
            if !identity.isEmpty { return "\(name) (of \(identity.joined(separator: " ")))" }
            return normalisation == .none ? name : "\(name) (\(normalisation.rawValue))"
        }
        return parts.joined(separator: ", ") + (orderedBy.map { "; ordered by \($0)" } ?? "")
    }

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
            let part: String
            switch body[name] {
            case .text(let text)?: part = text
            case .integer(let number)?: part = String(number)
            default: throw MissingPart(field: name)
            }
            parts.append(KeyEncoding.encode((field(name)?.normalisation ?? .none).apply(part)))
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
            let normalisation = index < key.count ? field(key[index])?.normalisation ?? .none : .none
            parts.append(KeyEncoding.encode(normalisation.apply(plain)))
        }
        return RecordID(entity: id.entity, location: id.location, key: parts.joined(separator: ":"))
    }
}
