import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct ProblemTests {
    @Test(arguments: [
        "/", "/v1", "/v2/records/sale", "/v1/recordss/sale", "/v1/records/sale/1/2", "/admin", "/v1//", "/%00", "/v1/records",
    ])
    func unknownRoutes(_ path: String) async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.with(nil).get(path)
            #expect(answer.isProblem("not-found", 404))
            #expect(answer.json["instance"].text == path)
        }
    }

    @Test func wrongMethods() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.send(.delete, "/v1/transfers", nil)
            #expect(answer.isProblem("method-not-allowed", 405))
            #expect(answer.header("Allow") == "POST, GET, HEAD")
            #expect(try await client.send(.put, "/v1/records/sale/1", "{}").header("Allow") == "GET, HEAD")
            #expect(try await client.send(.post, "/healthz", "").isProblem("method-not-allowed", 405))
        }
    }

    @Test func head() async throws {
        try await APIBench().run(.live) { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("1"))
            let get = try await client.get("/v1/records/sale")
            let head = try await client.send(.head, "/v1/records/sale", nil)
            #expect(head.status == 200)
            #expect(head.text.isEmpty)
            #expect(head.header("Content-Length") == get.header("Content-Length"))
        }
    }

    /// Names and numbers that try to be something else are things that are not there.
    @Test(arguments: [
        "/v1/transfers/0", "/v1/transfers/-1", "/v1/transfers/1%20OR%201=1", "/v1/transfers/99999999999999999999",
        "/v1/transfers/1;DROP%20TABLE%20transfers", "/v1/records/sale/..%2F..%2Fetc%2Fpasswd", "/v1/records/sale/'%20OR%20'1'='1",
        "/v1/records/sale/a:b:c%00d", "/v1/records/sale/::", "/v1/records/..%2Fsale/1", "/v1/interfaces/..%2F..%2Fownership",
        "/v1/interfaces/pos.csv/..", "/v1/kinds/..%2Fsale/schema", "/v1/kinds/sale@99/schema", "/v1/interfaces/%F0%9F%92%A3",
    ])
    func hostileIDs(_ path: String) async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("1"))
            let answer = try await client.get(path)
            #expect(answer.status == 404, "\(path) \(answer.text)")
            #expect(answer.header("Content-Type") == "application/problem+json")
            #expect(try await client.get("/v1/records/sale").json["items"].list.count == 1)
        }
    }

    @Test func badEncoding() async throws {
        try await APIBench().run { client async throws in
            #expect(try await client.get("/v1/records/sale/%FF%FE").isProblem("bad-request", 400))
            #expect(try await client.get("/v1/records/sale?location='%20OR%201=1").json["items"].list.isEmpty)
        }
    }

    @Test func everyTypeHasAStatusAndATitle() {
        for type in ProblemType.allCases {
            #expect(type.status.code >= 400)
            #expect(!type.title.isEmpty)
            #expect(type.uri.wholeMatch(of: /\/problems\/[a-z-]+/) != nil)
        }
    }
}
