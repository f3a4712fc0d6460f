/// One declared field of a kind, or of an object or list element within it.
package struct KindField: Sendable, Hashable {
    package let name: String
    package let type: FieldType
    package let isRequired: Bool
    /// One sentence for the reference page and the JSON Schema.
    package let meaning: String
    /// Never shown in errors, logs or console tables.
    package let isSensitive: Bool
    /// Texts: what the code looks like where it came through whole.
    package let shape: CodeShape?
    /// How it is written as a part of the key.
    package let normalisation: KeyNormalisation
    /// A part of the key that is made of what these top-level fields say; see `RecordIdentity`. Empty for all others.
    package let identity: [String]

    package init(
        name: String, type: FieldType, isRequired: Bool = false, meaning: String = "",
        isSensitive: Bool = false, shape: CodeShape? = nil, normalisation: KeyNormalisation = .none, identity: [String] = []
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.meaning = meaning
        self.isSensitive = isSensitive
        self.shape = shape
        self.normalisation = normalisation
        self.identity = identity
    }
}
