import Testing

@testable import HTTPAPI

@Suite struct AuthenticationTests {
    @Test func withoutKey() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.with(nil).get("/v1/records/sale")
            #expect(answer.isProblem("unauthenticated", 401))
            #expect(answer.header("WWW-Authenticate") == #"Bearer realm="crossdock""#)
        }
    }

    @Test(arguments: ["cdk_0000", "x", "", "cdk_' OR 1=1 --", String(repeating: "a", count: 5000)])
    func withAWrongKey(_ token: String) async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.with(token).get("/v1/records/sale")
            #expect(answer.isProblem("unauthenticated", 401))
            #expect(answer.header("WWW-Authenticate")?.contains("invalid_token") == true)
        }
    }

    @Test func otherSchemesAndURLsAreNotLookedAt() async throws {
        let bench = try APIBench()
        let token = try bench.key("second")
        try await bench.run { client async throws in
            let client = client.with(nil)
            #expect(try await client.get("/v1/kinds", ["Authorization": "Basic \(token)"]).status == 401)
            #expect(try await client.get("/v1/kinds?key=\(token)").status == 401)
            #expect(try await client.get("/v1/kinds", ["Authorization": "bearer  \(token)"]).status == 200)
        }
        #expect(!bench.logs.all.contains { $0.contains(token) })
    }

    @Test func revocationIsEffectiveWithinFiveSeconds() async throws {
        let bench = try APIBench()
        let made = try bench.ledger.createKey(name: "short", scopes: APIBench.every, writer: nil, by: "test")
        try await bench.run { client async throws in
            let client = client.with(made.token)
            #expect(try await client.get("/v1/kinds").status == 200)
            try bench.ledger.revokeKey(made.key.id, by: "test")
            bench.clock.advance(seconds: 5)
            #expect(try await client.get("/v1/kinds").status == 401)
        }
    }

    /// Every operation that needs a key refuses one that grants everything but its own scope.
    @Test func everyScopeIsAsked() async throws {
        let bench = try APIBench()
        var tokens: [APIScope: String] = [:]
        for scope in APIScope.allCases {
            tokens[scope] = try bench.key("not \(scope)", APIBench.every.subtracting([scope.rawValue]))
        }
        let operations = bench.api.operations
        let known = tokens
        try await bench.run { client async throws in
            for operation in operations {
                let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : $0 }.joined(separator: "/")
                guard let scope = operation.scope, let token = known[scope] else {
                    #expect(["/healthz", "/readyz", "/metrics", "/openapi.json"].contains(operation.path))
                    continue
                }
                let without = try await client.with(nil).send(operation.method, "/" + path, nil)
                #expect(without.isProblem("unauthenticated", 401), "\(operation.path)")
                let refused = try await client.with(token).send(operation.method, "/" + path, nil)
                #expect(refused.isProblem("not-permitted", 403), "\(operation.path)")
            }
        }
    }

    @Test func writersAreBound() async throws {
        let bench = try APIBench()
        let (reader, erp) = (try bench.key("reader", writer: nil), try bench.key("erp-key", writer: "erp"))
        try await bench.run { client async throws in
            let csv = APIBench.csv(1...1)
            #expect(try await client.with(erp).post("/v1/transfers?interface=pos.csv", csv).isProblem("wrong-writer", 403))
            #expect(try await client.with(reader).post("/v1/transfers?interface=pos.csv", csv).isProblem("wrong-writer", 403))
            #expect(try await client.with(reader).post("/v1/records/sale", APIBench.sale("1")).isProblem("wrong-writer", 403))
            #expect(try await client.get("/v1/transfers").json["items"].list.isEmpty)
        }
    }
}
