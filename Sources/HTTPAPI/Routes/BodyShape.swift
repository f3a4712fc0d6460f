/// What an operation takes as its body, for the OpenAPI document.
enum BodyShape: Sendable {
    /// JSON of a component schema.
    case json(schema: String, meaning: String)
    /// Bytes in whatever format the interface has.
    case raw(meaning: String)
}
