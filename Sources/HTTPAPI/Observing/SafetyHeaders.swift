import HTTPTypes
import Hummingbird

/// Headers that every answer has unless its route says otherwise: nothing is cached on the way,
/// guessed at, framed or executed.
enum SafetyHeaders {
    private static let fields: [(HTTPField.Name, String)] = [
        (.cacheControl, "no-store"), (.xContentTypeOptions, "nosniff"),
        (.contentPolicy, "default-src 'none'; frame-ancestors 'none'"), (.referrerPolicy, "no-referrer"),
    ]

    static func add(to response: inout Response) {
        for (name, value) in fields where response.headers[name] == nil { response.headers[name] = value }
    }
}
