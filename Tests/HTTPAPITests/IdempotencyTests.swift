import Testing

@testable import HTTPAPI

@Suite struct IdempotencyTests {
    @Test(arguments: ["/v1/records/sale", "/v1/transfers?interface=pos.csv"])
    func replay(_ path: String) async throws {
        let isCSV = path.contains("csv")
        let body = isCSV ? APIBench.csv(1...2) : APIBench.sales(1...2)
        try await APIBench().run { client async throws in
            let first = try await client.post(path, body, ["Idempotency-Key": "k1"])
            #expect(first.status == 201)
            #expect(first.header("Idempotent-Replayed") == nil)
            for key in ["k1", "\"k1\""] {
                let again = try await client.post(path, body, ["Idempotency-Key": key])
                #expect(again.status == 201)
                #expect(again.header("Idempotent-Replayed") == "true")
                #expect(again.text == first.text)
                #expect(again.header("Location") == first.header("Location"))
            }
            #expect(try await client.get("/v1/transfers").json["items"].list.count == 1)
        }
    }

    @Test func refusalsAreReplayedToo() async throws {
        let bench = try APIBench()
        let erp = try bench.key("erp-key", writer: "erp")
        try await bench.run { client async throws in
            _ = try await client.with(erp).post("/v1/records/sale", APIBench.sale("1", location: "E1"))
            let body = APIBench.sale("2", location: "E1")
            let first = try await client.post("/v1/records/sale", body, ["Idempotency-Key": "k"])
            let again = try await client.post("/v1/records/sale", body, ["Idempotency-Key": "k"])
            #expect(first.isProblem("not-owner", 409))
            #expect(again.isProblem("not-owner", 409))
            #expect(again.header("Idempotent-Replayed") == "true")
        }
    }

    @Test func sameKeyOtherBody() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("1"), ["Idempotency-Key": "k"])
            let other = try await client.post("/v1/records/sale", APIBench.sale("2"), ["Idempotency-Key": "k"])
            #expect(other.isProblem("idempotency-key-reused", 422))
            #expect(try await client.get("/v1/records/sale").json["items"].list.count == 1)
        }
    }

    @Test func keysOfOtherCallersAreOthers() async throws {
        let bench = try APIBench()
        let second = try bench.key("second")
        try await bench.run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("1"), ["Idempotency-Key": "k"])
            let other = try await client.with(second).post("/v1/records/sale", APIBench.sale("2"), ["Idempotency-Key": "k"])
            #expect(other.status == 201)
        }
    }

    @Test(arguments: ["\"\"", String(repeating: "k", count: 256), "schlüssel"])
    func badKeys(_ key: String) async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", APIBench.sale("1"), ["Idempotency-Key": key])
            #expect(answer.isProblem("bad-request", 400))
        }
    }

    /// Many requests at once with one key: one posts, the others get its answer or are asked to wait.
    @Test func atOnce() async throws {
        try await APIBench().run { client async throws in
            let body = APIBench.sales(1...50)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<12 {
                    group.addTask { try await client.post("/v1/records/sale", body, ["Idempotency-Key": "k"]) }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 201 || $0.isProblem("in-flight", 409) }, "\(answers.map(\.status))")
            #expect(try await client.get("/v1/changes?limit=1000").json["items"].list.count == 50)
        }
    }
}
