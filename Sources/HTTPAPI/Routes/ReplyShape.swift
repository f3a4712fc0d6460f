/// One answer an operation may give, for the OpenAPI document.
struct ReplyShape: Sendable {
    let status: Int
    let meaning: String
    /// The name of a component schema; `nil` where there is no body, or none with a schema.
    var schema: String?
    var contentType = "application/json"

    static func json(_ status: Int, _ meaning: String, _ schema: String?) -> ReplyShape {
        ReplyShape(status: status, meaning: meaning, schema: schema)
    }

    static func problem(_ status: Int, _ meaning: String) -> ReplyShape {
        ReplyShape(
            status: status, meaning: meaning, schema: "Problem", contentType: "application/problem+json")
    }
}
