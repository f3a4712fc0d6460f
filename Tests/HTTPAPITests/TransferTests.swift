import Testing

@testable import HTTPAPI

@Suite struct TransferTests {
    @Test func sendAndRead() async throws {
        try await APIBench().run { client async throws in
            let posted = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...3), ["X-File-Name": "sales.csv"])
            #expect(posted.status == 201)
            #expect(posted.header("Location") == "/v1/transfers/1")
            #expect(posted.json["interface"].text == "pos.csv@1.0.0")
            #expect(posted.json["outcomes"]["accepted"].number == 3)
            #expect(posted.json["name"].text == "sales.csv")

            let receipt = try await client.get("/v1/transfers/1")
            #expect(receipt.json["state"].text == "posted")
            #expect(receipt.json["source"].text == "pos-key")
            #expect(receipt.json["digest"].text?.count == 64)
            #expect(receipt.json["exceptions"] == .list([]))
            #expect(try await client.get("/v1/transfers").json["items"][0]["transfer"].number == 1)
            #expect(try await client.get("/v1/records/sale").json["items"].list.count == 3)
        }
    }

    @Test func versions() async throws {
        try await APIBench().run { client async throws in
            let csv = APIBench.csv(1...1)
            #expect(try await client.post("/v1/transfers?interface=pos.csv@1", csv).json["interface"].text == "pos.csv@1.0.0")
            // A proposed version posts nothing canonical.
            let proposed = try await client.post("/v1/transfers?interface=pos.csv@2.0.0", csv)
            #expect(proposed.status == 202)
            #expect(proposed.json["outcomes"]["shadow"].number == 1)
            #expect(try await client.post("/v1/transfers?interface=pos.csv@3", csv).isProblem("unknown-interface", 404))
        }
    }

    @Test func refusedWhole() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/transfers?interface=pos.csv", "wrong,header\n1,2\n")
            #expect(answer.isProblem("transfer-refused", 422))
            #expect(answer.json["receipt"]["state"].text == "refused")
            #expect(answer.json["findings"].list.count >= 1)
            #expect(try await client.get("/v1/transfers?state=refused").json["items"].list.count == 1)
            #expect(try await client.post("/v1/transfers?interface=pos.csv", "").isProblem("transfer-refused", 422))
        }
    }

    @Test func outcomesPageByPage() async throws {
        try await APIBench().run { client async throws in
            let csv = APIBench.csv(1...5) + "0114,nonsense,6,1.00\n" + "E1,\(APIBench.day),7,1.00\n"
            let posted = try await client.post("/v1/transfers?interface=pos.csv", csv)
            #expect(posted.status == 200)
            var numbers: [Int] = []
            var after = 0
            while true {
                let page = try await client.get("/v1/transfers/1/outcomes?after=\(after)&limit=3").json
                numbers += page["items"].list.compactMap { $0["number"].number }
                guard let next = page["next"].number else { break }
                after = next
            }
            #expect(numbers == Array(1...7))
            #expect(try await client.get("/v1/transfers/1").json["exceptions"].list.count == 2)
            #expect(try await client.get("/v1/transfers/9/outcomes").isProblem("not-found", 404))
        }
    }

    @Test func filters() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...1))
            _ = try await client.post("/v1/transfers?interface=old.csv", APIBench.csv(2...2))
            func count(_ query: String) async throws -> Int {
                try await client.get("/v1/transfers?\(query)").json["items"].list.count
            }
            #expect(try await count("interface=old.csv") == 1)
            #expect(try await count("source=pos-key") == 2)
            #expect(try await count("source=nobody") == 0)
            #expect(try await count("state=posted&date=\(APIBench.day)") == 2)
            #expect(try await client.get("/v1/transfers?state=lost").isProblem("bad-request", 400))
        }
    }

    @Test func unknownInterface() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/transfers?interface=pso.csv", "x")
            #expect(answer.isProblem("unknown-interface", 404))
            #expect(answer.json["detail"].text?.contains("Did you mean 'pos.csv'?") == true)
            #expect(try await client.post("/v1/transfers", "x").isProblem("bad-request", 400))
        }
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\drop\\sales.csv", "sales.csv"), ("..", "request body"),
        ("", "request body"), ("a\u{202E}b.csv", "ab.csv"), (String(repeating: "x", count: 300), String(repeating: "x", count: 120)),
    ])
    func namesAreOnlyShown(_ given: String, _ shown: String) {
        #expect(ShownName.clean(given) == shown)
    }
}
