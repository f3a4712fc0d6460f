import Canonical
import Testing

@testable import HTTPAPI

@Suite struct OtherRouteTests {
    @Test func interfaces() async throws {
        try await APIBench().run { client async throws in
            let items = try await client.get("/v1/interfaces").json["items"].list
            #expect(items.compactMap { $0["id"].text } == ["dead.csv", "erp.csv", "old.csv", "pos.csv", "pos.some"])
            let one = try await client.get("/v1/interfaces/pos.csv").json
            #expect(one["version"].text == "1.0.0")
            #expect(one["kinds"] == .list([.text("sale@1")]))
            #expect(one["states"] == .list([.text("revenue")]))
            #expect(one["versions"].list.map { $0["status"].text } == ["strategic", "proposed"])
            #expect(try await client.get("/v1/interfaces/pos.csv/2").json["lifecycle"]["status"].text == "proposed")
            #expect(try await client.get("/v1/interfaces/old.csv/1.0.0").json["lifecycle"]["decommissionBy"].text == "2027-03-31")
            let unknown = try await client.get("/v1/interfaces/poss.csv")
            #expect(unknown.isProblem("unknown-interface", 404))
            #expect(unknown.json["detail"].text?.contains("'pos.csv'") == true)
        }
    }

    @Test func kinds() async throws {
        try await APIBench().run { client async throws in
            let kind = try await client.get("/v1/kinds").json["items"][0]
            #expect(kind["kind"].text == "sale")
            let answer = try await client.get(kind["schema"].text ?? "")
            #expect(answer.header("Content-Type") == "application/schema+json")
            let fields = answer.json["properties"]
            #expect(fields["total"]["type"].text == "integer")
            #expect(fields["businessDate"]["format"].text == "date")
            #expect(fields["at"]["format"].text == "date-time")
            #expect(fields["weight"]["pattern"].text == #"^-?\d+(\.\d{1,3})?$"#)
            #expect(fields["type"]["enum"] == .list([.text("sale"), .text("return")]))
            #expect(fields["entity"]["maxLength"].number == 20)
            #expect(fields["lines"]["items"]["required"] == .list([.text("item")]))
            #expect(answer.json["additionalProperties"] == .flag(false))
            #expect(answer.json["required"].list.count == 6)
            #expect(try await client.get("/v1/kinds/sale@1/schema").text == answer.text)
        }
    }

    @Test func exceptions() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("1", location: "9000"))
            let listed = try await client.get("/v1/exceptions?state=open").json["items"]
            #expect(listed.list.count == 1)
            #expect(listed[0]["finding"]["rule"].text == "no-scope")
            let path = "/v1/exceptions/\(listed[0]["id"].number ?? 0)/resolve"
            for body in ["", "{}", #"{"reason":"  "}"#, #"{"reason":7}"#, "[]", #"{"reason":"\#(String(repeating: "x", count: 501))"}"#] {
                #expect(try await client.post(path, body).isProblem("bad-request", 400))
            }
            #expect(try await client.post(path, String(repeating: "x", count: 70_000)).isProblem("body-too-large", 413))
            let resolved = try await client.post(path, #"{"reason":"store closed"}"#)
            #expect(resolved.status == 200)
            #expect(resolved.json["state"].text == "resolved")
            #expect(resolved.json["resolvedBy"].text == "rest:pos-key")
            #expect(try await client.post(path, #"{"reason":"other"}"#).json["resolution"].text == "store closed")
            #expect(try await client.get("/v1/exceptions?state=open").json["items"].list.isEmpty)
            #expect(try await client.get("/v1/exceptions?transfer=1&class=business&rule=no-scope").json["items"].list.count == 1)
            #expect(try await client.post("/v1/exceptions/999/resolve", #"{"reason":"x"}"#).isProblem("not-found", 404))
        }
    }

    @Test func audit() async throws {
        try await APIBench().run { client async throws in
            for number in 1...3 { _ = try await client.post("/v1/records/sale", APIBench.sale("\(number)")) }
            let tail = try await client.get("/v1/audit?limit=1").json
            #expect(tail["items"].list.count == 1)
            let last = tail["items"][0]["seq"].number ?? 0
            var seen: [Int] = []
            var after = 0
            while true {
                let page = try await client.get("/v1/audit?after=\(after)&limit=2").json
                guard !page["items"].list.isEmpty else { break }
                seen += page["items"].list.compactMap { $0["seq"].number }
                after = page["next"].number ?? 0
            }
            #expect(seen == Array(1...last))
            #expect(try await client.get("/v1/audit?after=\(last + 100)").json["items"].list.isEmpty)
            #expect(try await client.get("/v1/audit?after=0").json["items"][0]["act"].text == "key.created")
        }
    }

    @Test func ownership() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("1"))
            _ = try await client.post("/v1/records/sale", APIBench.sale("1", location: "0115"))
            let cells = try await client.get("/v1/ownership?kind=sale&domain=revenue&location=0115").json["items"]
            #expect(cells.list.count == 1)
            #expect(cells[0]["owner"].text == "pos")
            #expect(cells[0]["phase"].text == "legacy")
            #expect(cells[0]["highestDate"].text == APIBench.day.description)
            #expect(try await client.get("/v1/ownership?date=2020-01-01&limit=1").json["items"][0]["date"].text == "2020-01-01")
            #expect(try await client.get("/v1/ownership?domain=nothing").json["items"].list.isEmpty)
        }
    }
}
