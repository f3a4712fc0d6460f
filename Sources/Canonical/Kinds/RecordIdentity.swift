/// What tells a record from others of its kind where the source numbers none of them: a digest of what it says, and not of
/// where it stands. Made of canonical values, so that it is the same whoever says it and in whatever format.
package struct RecordIdentity: Sendable, Hashable {
    private static let length = 20
    private var said: [UInt8] = []

    package init() {}

    /// - Parameter value: as the key would have it: text in UTF-8, a number in digits, a day or a moment as ISO 8601. `nil` where
    ///   the record does not say.
    package mutating func add(_ field: String, _ value: [UInt8]?) {
        said.append(contentsOf: field.utf8)
        if let value {
            said.append(contentsOf: ":\(value.count):".utf8)
            said.append(contentsOf: value)
        }
        said.append(0xFF)
    }

    /// 20 hexadecimal digits.
    package var code: String { String(Digest.of(said).hex.prefix(Self.length)) }

    /// The code of one of several that say the same: of the second `…-2`, and so on.
    package static func code(_ code: String, number: Int) -> String { number > 1 ? "\(code)-\(number)" : code }
}

extension Kind {
    /// The part of the key that is made of what other fields say. At most one.
    package var identityField: KindField? { key.lazy.compactMap { self.field($0) }.first { !$0.identity.isEmpty } }

    /// The code of what a body says. `nil` where the kind has none.
    package func identity(of body: CanonicalValue) -> String? {
        guard let field = identityField else { return nil }
        var identity = RecordIdentity()
        for name in field.identity { identity.add(name, body[name]?.keyText.map { Array($0.utf8) }) }
        return identity.code
    }
}
