import Testing

@testable import HTTPAPI

@Suite struct PagingTests {
    /// Follows the links to the end.
    private func all(_ client: Client, _ path: String, _ each: @Sendable () async throws -> Void = {}) async throws -> [String] {
        var ids: [String] = []
        var next: String? = path
        while let path = next {
            let answer = try await client.get(path)
            ids += answer.json["items"].list.compactMap { $0["id"].text ?? $0["transfer"].number.map(String.init) }
            let cursor = answer.json["next"].text
            #expect((cursor == nil) == (answer.header("Link") == nil))
            next = answer.header("Link").flatMap { $0.firstMatch(of: /<(.*)>; rel="next"/).map { String($0.1) } }
            try await each()
        }
        return ids
    }

    @Test(arguments: [1, 3, 10, 11]) func recordsWhileOthersWrite(_ limit: Int) async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sales(100...109))
            let before = try await all(client, "/v1/records/sale?limit=1000")
            // New versions of what is there, and new records in between.
            let seen = try await all(client, "/v1/records/sale?limit=\(limit)&location=0114") {
                _ = try await client.post("/v1/records/sale", APIBench.sales(100...109, total: .random(in: 1...999)))
                _ = try await client.post("/v1/records/sale", APIBench.sale("10\(Int.random(in: 0...9))\(Int.random(in: 0...999))"))
            }
            #expect(Set(seen).count == seen.count)
            #expect(Set(before).isSubset(of: seen))
        }
    }

    @Test func transfersWhileOthersWrite() async throws {
        try await APIBench().run { client async throws in
            for number in 1...7 { _ = try await client.post("/v1/records/sale", APIBench.sale("\(number)")) }
            let seen = try await all(client, "/v1/transfers?limit=2&source=pos-key") {
                _ = try await client.post("/v1/records/sale", APIBench.sale("\(Int.random(in: 1000...99999))"))
            }
            #expect(seen == ["7", "6", "5", "4", "3", "2", "1"])
        }
    }

    @Test func changesAreCompleteAndInOrder() async throws {
        try await APIBench().run { client async throws in
            #expect(try await client.get("/v1/changes").json["cursor"] == .text(""))
            var cursor = ""
            var versions: [Int] = []
            for round in 1...4 {
                _ = try await client.post("/v1/records/sale", APIBench.sales(1...5, total: round))
                while true {
                    let page = try await client.get("/v1/changes?limit=2&after=\(cursor)").json
                    cursor = page["cursor"].text ?? ""
                    versions += page["items"].list.compactMap { $0["version"].number }
                    if page["items"].list.isEmpty { break }
                }
            }
            #expect(versions == Array(1...20))
            #expect(try await client.get("/v1/changes?kind=sale&limit=1000").json["items"].list.count == 20)
            #expect(try await client.get("/v1/changes?kind=nothing").isProblem("unknown-kind", 404))
        }
    }

    @Test(arguments: ["0", "1001", "-1", "x", "1e3", "99999999999999999999"]) func limits(_ limit: String) async throws {
        try await APIBench().run { client async throws in
            for path in ["/v1/records/sale", "/v1/transfers", "/v1/changes", "/v1/exceptions", "/v1/audit", "/v1/ownership"] {
                #expect(try await client.get("\(path)?limit=\(limit)").isProblem("bad-request", 400))
            }
        }
    }

    @Test(arguments: ["x", "!!", "AAAA", "LTE", "MSAnIE9SIDE9MQ", "%00"]) func foreignCursors(_ cursor: String) async throws {
        try await APIBench().run { client async throws in
            for path in [
                "/v1/records/sale?cursor=", "/v1/transfers?cursor=", "/v1/changes?after=", "/v1/exceptions?cursor=",
                "/v1/ownership?cursor=",
            ] {
                let answer = try await client.get(path + cursor)
                #expect(answer.isProblem("bad-request", 400) || (cursor == "MSAnIE9SIDE9MQ" && answer.status == 200), "\(path)\(cursor)")
            }
        }
    }

    @Test func misspeltParameters() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.get("/v1/records/sale?loaction=0114")
            #expect(answer.isProblem("bad-request", 400))
            #expect(answer.json["detail"].text?.contains("location") == true)
            #expect(try await client.get("/v1/records/sale?date=20261120").isProblem("bad-request", 400))
            #expect(try await client.get("/v1/records/sale?date=2026-02-30").isProblem("bad-request", 400))
        }
    }
}
