import Canonical
import Testing

@testable import HTTPAPI

@Suite struct RecordTests {
    @Test func stateAndRead() async throws {
        try await APIBench().run { client async throws in
            let posted = try await client.post("/v1/records/sale", APIBench.sale("7"))
            #expect(posted.status == 201)
            #expect(posted.header("Location") == "/v1/transfers/1")
            #expect(posted.json["outcomes"]["accepted"].number == 1)
            #expect(posted.json["recordOutcomes"][0]["outcome"].text == "accepted")

            let list = try await client.get("/v1/records/sale")
            let item = list.json["items"][0]
            #expect(item["writer"].text == "pos")
            #expect(item["record"]["total"].number == 100)
            #expect(item["kind"].text == "sale")
            #expect(item["date"].text == APIBench.day.description)
            #expect(list.json["next"] == .null)

            let one = try await client.get("/v1/records/sale/\(item["id"].text ?? "")")
            #expect(one.json == item)
            #expect(one.header("ETag") == "\"\(item["digest"].text ?? "")\"")
            #expect(one.header("Cache-Control") == "no-store")
            #expect(one.header("X-Content-Type-Options") == "nosniff")
        }
    }

    @Test func entityTags() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("7"))
            let path = "/v1/records/sale/1000:0114:\(APIBench.day):7"
            let tag = try await client.get(path).header("ETag") ?? ""
            for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
                let answer = try await client.get(path, ["If-None-Match": known])
                #expect(answer.status == 304)
                #expect(answer.text.isEmpty)
                #expect(answer.header("ETag") == tag)
            }
            #expect(try await client.get(path, ["If-None-Match": "\"x\""]).status == 200)
            _ = try await client.post("/v1/records/sale", APIBench.sale("7", total: 200))
            #expect(try await client.get(path, ["If-None-Match": tag]).json["record"]["total"].number == 200)
        }
    }

    @Test func history() async throws {
        try await APIBench().run { client async throws in
            for total in 1...3 { _ = try await client.post("/v1/records/sale", APIBench.sale("7", total: total)) }
            let path = "/v1/records/sale/1000:0114:\(APIBench.day):7"
            let items = try await client.get(path + "?history=true").json["items"].list
            #expect(items.map { $0["record"]["total"].number } == [1, 2, 3])
            #expect(items.map { $0["current"].list.count } == [0, 0, 1])
            #expect(try await client.get(path + "?history=false").json["record"]["total"].number == 3)
            #expect(try await client.get("/v1/records/sale/1000:0114:x:8?history=true").isProblem("not-found", 404))
        }
    }

    @Test func anOlderStateIsKnownAndNotCurrent() async throws {
        try await APIBench().run { client async throws in
            func state(_ hour: Int) -> String {
                APIBench.sale("7", total: hour).replacingOccurrences(of: "}", with: ",\"at\":\"2026-11-23T\(hour):00:00Z\"}")
            }
            #expect(try await client.post("/v1/records/sale", state(12)).status == 201)
            let late = try await client.post("/v1/records/sale", state(11))
            #expect(late.status == 200)
            #expect(late.json["outcomes"]["superseded"].number == 1)
            #expect(late.json["recordOutcomes"][0]["outcome"].text == "superseded")
            #expect(late.json["recordOutcomes"][0]["reason"].text == "older-version")
            let path = "/v1/records/sale/1000:0114:\(APIBench.day):7"
            #expect(try await client.get(path).json["record"]["total"].number == 12)
            let history = try await client.get(path + "?history=true").json["items"].list
            #expect(history.map { $0["record"]["total"].number } == [12, 11])
            #expect(history.map { $0["current"].list.count } == [1, 0])
            let changes = try await client.get("/v1/changes").json["items"].list
            #expect(changes.map { $0["record"]["total"].number } == [12])
            #expect(try await client.get("/metrics").text.contains("outcome=\"superseded\""))
        }
    }

    @Test func aValueGoesBack() async throws {
        try await APIBench().run { client async throws in
            for (key, total) in [("1", 500), ("2", 550), ("3", 500)] {
                let answer = try await client.post("/v1/records/sale", APIBench.sale("7", total: total), ["Idempotency-Key": key])
                #expect(answer.status == 201)
                #expect(try await client.get("/v1/records/sale").json["items"][0]["record"]["total"].number == total)
            }
            #expect(try await client.post("/v1/records/sale", APIBench.sale("7", total: 500)).status == 200)
        }
    }

    @Test func filters() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sales(1...2, location: "0114"))
            _ = try await client.post("/v1/records/sale", APIBench.sales(1...3, location: "0115"))
            func count(_ query: String) async throws -> Int {
                try await client.get("/v1/records/sale?\(query)").json["items"].list.count
            }
            #expect(try await count("location=0115") == 3)
            #expect(try await count("date=\(APIBench.day)") == 5)
            #expect(try await count("date=2020-01-01") == 0)
            #expect(try await count("entity=2000&location=0115") == 0)
            #expect(try await count("limit=4") == 4)
            #expect(try await count("location=") == 5)
        }
    }

    @Test func encodedIDs() async throws {
        try await APIBench().run { client async throws in
            let posted = try await client.post("/v1/records/sale", APIBench.sale("a b/ü"))
            #expect(posted.status == 201)
            let id = try await client.get("/v1/records/sale").json["items"][0]["id"].text ?? ""
            #expect(id.contains("a%20b%2F%C3%BC"))
            let strict = id.replacing("%", with: "%25")
            #expect(try await client.get("/v1/records/sale/\(strict)").status == 200)
            #expect(try await client.get("/v1/records/sale/\(id)").status == 200)
        }
    }

    @Test func everythingDuplicateIs200() async throws {
        try await APIBench().run { client async throws in
            #expect(try await client.post("/v1/records/sale", APIBench.sales(1...3)).status == 201)
            let again = try await client.post("/v1/records/sale", APIBench.sales(1...3))
            #expect(again.status == 200)
            #expect(again.json["outcomes"]["duplicate"].number == 3)
            #expect(again.json["original"].text == "/v1/transfers/1")
            #expect(again.header("Idempotent-Replayed") == nil)
            // Other bytes, same content.
            #expect(try await client.post("/v1/records/sale", APIBench.sales(2...3)).status == 200)
        }
    }

    @Test func nothingIsNotARecord() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", "[]")
            #expect(answer.isProblem("transfer-refused", 422))
            #expect(answer.json["findings"][0]["rule"].text == "empty")
        }
    }

    @Test func notTheOwner() async throws {
        let bench = try APIBench()
        let erp = try bench.key("erp-key", writer: "erp")
        try await bench.run { client async throws in
            // The ERP's first record opens the cell; until then it is nobody's.
            #expect(try await client.with(erp).post("/v1/records/sale", APIBench.sale("1", location: "E100")).status == 201)
            let answer = try await client.post("/v1/records/sale", APIBench.sale("2", location: "E100"))
            #expect(answer.isProblem("not-owner", 409))
            let csv = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(3...4, location: "E100"))
            #expect(csv.isProblem("not-owner", 409))
            #expect(answer.json["receipt"]["outcomes"]["rejected"].number == 1)
            #expect(answer.json["findings"][0]["rule"].text == "not-owner")
            #expect(answer.header("Location") == "/v1/transfers/2")
            #expect(answer.json["findings"][0]["expected"].text?.contains("erp") == true)
            #expect(try await client.get("/v1/records/sale").json["items"].list.count == 1)
        }
    }

    @Test(arguments: [
        #"{"entity":"1000","location":"0114","businessDate":"2026-13-45","number":"1","currency":"EUR","total":1}"#,
        #"{"entity":"1000"}"#,
        #"[{"entity":"1000","location":"0114","businessDate":"2026-11-20","number":"1","currency":"EUR","total":"much"}]"#,
    ])
    func bodiesThatAreNotAsTheirSchemaSays(_ body: String) async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", body)
            #expect(answer.isProblem("transfer-refused", 422))
            #expect(answer.json["findings"][0]["field"].text?.hasPrefix("/") == true)
            #expect(answer.json["findings"].list.count >= 1)
            #expect(answer.json["findings"][0]["expected"].text?.isEmpty == false)
        }
    }

    @Test func invalidRecords() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", APIBench.sale(""))
            #expect(answer.isProblem("invalid-records", 422))
            #expect(answer.json["findings"][0]["rule"].text == "required")
        }
    }

    @Test(arguments: ["{", "not json", "", "[{]", #"{"entity":"1000"}{"#, "\u{0}"])
    func malformedBodies(_ body: String) async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", body)
            #expect(
                answer.isProblem("transfer-refused", 422) || answer.isProblem("invalid-records", 422), "\(answer.status) \(answer.text)")
        }
    }

    @Test func partOfAnArray() async throws {
        let bench = try APIBench()
        let erp = try bench.key("erp-key", writer: "erp")
        try await bench.run { client async throws in
            _ = try await client.with(erp).post("/v1/records/sale", APIBench.sale("1", location: "E1"))
            let body = "[\(APIBench.sale("1")),\(APIBench.sale("")),\(APIBench.sale("3", location: "E1"))]"
            let answer = try await client.post("/v1/records/sale", body)
            #expect(answer.status == 200)
            #expect(answer.json["outcomes"]["accepted"].number == 1)
            #expect(answer.json["outcomes"]["rejected"].number == 2)
            #expect(answer.json["recordOutcomes"].list.map { $0["outcome"].text } == ["accepted", "rejected", "rejected"])
            #expect(answer.json["errors"].list.count == 2)
        }
    }

    @Test func keptBesideIs202AndKeptForAPersonIsNot() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", APIBench.sale("1", location: "9000"))
            #expect(answer.isProblem("invalid-records", 422))
            #expect(answer.json["receipt"]["outcomes"]["quarantined"].number == 1)
            #expect(answer.json["findings"][0]["rule"].text == "no-scope")
            #expect(answer.json["detail"].text?.contains("kept for a person") == true)
            let ahead = try await client.post("/v1/records/sale", APIBench.sale("2", date: APIBench.day.adding(days: 3)))
            #expect(ahead.status == 202)
            #expect(ahead.json["outcomes"]["held"].number == 1)
        }
    }

    @Test func unknownKinds() async throws {
        try await APIBench().run { client async throws in
            for answer in [try await client.get("/v1/records/sael"), try await client.post("/v1/records/sael", "{}")] {
                #expect(answer.isProblem("unknown-kind", 404))
                #expect(answer.json["detail"].text?.contains("'sale'") == true)
            }
        }
    }
}
