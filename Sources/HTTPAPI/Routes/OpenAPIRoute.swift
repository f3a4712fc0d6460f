import Hummingbird

/// `GET /openapi.json`.
enum OpenAPIRoute {
    static func operation(_ document: [UInt8]) -> Operation {
        Operation(
            method: .get, path: "/openapi.json", id: "openapi", summary: "This document",
            replies: [.json(200, "OpenAPI 3.1", nil)],
            handling: .open { _, _, _ in
                Response(bytes: document, type: "application/json", headers: [.cacheControl: "public, max-age=60"])
            })
    }
}
