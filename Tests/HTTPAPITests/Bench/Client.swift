import HTTPTypes
import Hummingbird
import HummingbirdTesting

/// Somebody who calls the API, with a key or without.
struct Client {
    let base: any TestClientProtocol
    var token: String?

    func with(_ token: String?) -> Client { Client(base: base, token: token) }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send(.get, path, nil, headers)
    }

    func post(_ path: String, _ body: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send(.post, path, body, headers)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String?, _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        if let token { fields[.authorization] = "Bearer \(token)" }
        return Answer(
            try await base.executeRequest(
                uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) }))
    }
}
