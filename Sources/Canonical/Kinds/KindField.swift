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

    package init(
        name: String, type: FieldType, isRequired: Bool = false, meaning: String = "",
        isSensitive: Bool = false, shape: CodeShape? = nil
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.meaning = meaning
        self.isSensitive = isSensitive
        self.shape = shape
    }
}
