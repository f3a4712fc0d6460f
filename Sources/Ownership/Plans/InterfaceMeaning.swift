/// What a contract makes of what it is sent, as far as a comparison of two writers rests on it.
package struct InterfaceMeaning: Sendable, Hashable {
    /// The digest of its definition, with all that it extends and the kinds it yields.
    package var definition: String
    /// What its crosswalks make of codes, by crosswalk and system: `tender/store-pos`.
    package var codes: [String: CodeBook]

    package init(definition: String, codes: [String: CodeBook] = [:]) {
        self.definition = definition
        self.codes = codes
    }
}
