/// What may stand at one place of a YAML document. One declaration of shapes yields the parser's
/// checks, the editor's JSON Schema and the reference page, so that they cannot disagree.
package indirect enum Shape: Sendable {
    /// Any scalar, read as text.
    case text
    case integer
    case flag
    /// `2026-11-23`.
    case date
    /// One of these words.
    case choice([String])
    case list(of: Shape)
    /// A mapping whose keys the author chooses.
    case mapping(of: Shape)
    /// A closed mapping: any other key is an error.
    case object([Key])
    /// Told apart by whether a scalar, a list or a mapping stands there.
    case either([Shape])
    /// A shape declared by name in the `ShapeBook`, so that shapes may nest in themselves.
    case named(String)

    package struct Key: Sendable {
        package let name: String
        package let shape: Shape
        package let isRequired: Bool
        /// One sentence for the reference page and the editor.
        package let meaning: String

        package init(_ name: String, _ shape: Shape, required: Bool = false, _ meaning: String) {
            self.name = name
            self.shape = shape
            self.isRequired = required
            self.meaning = meaning
        }
    }
}
