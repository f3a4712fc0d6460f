import CrossdockTesting
import Testing

@testable import HTTPAPI

@Suite struct DeliveryTests {
    @Test func aTargetIsToldOfVersionsAndOfThoseTakenBack() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            #expect(try await client.get("/v1/deliveries?target=books").json["items"].list.isEmpty)
            #expect(try await client.post("/v1/records/sale", APIBench.sale("1")).status == 201)
            #expect(try await client.post("/v1/records/sale", APIBench.sale("1", total: 70)).status == 201)
            let page = try await client.get("/v1/deliveries?target=books").json
            let items = page["items"].list
            #expect(items.map { $0["act"].text } == ["original", "reversal", "replacement"])
            #expect(items.allSatisfy { $0["role"].text == "poster" })
            #expect(items.map { $0["version"]["record"]["total"] } == [.number(100), .number(100), .number(70)])
            let rest = try await client.get("/v1/deliveries?target=books&after=\(try #require(items.first?["delivery"].number))").json
            #expect(rest["items"].list.map { $0["act"].text } == ["reversal", "replacement"])
            #expect(rest["next"] == page["next"])
            #expect(try await client.get("/v1/deliveries?target=nobody").isProblem("not-found", 404))
        }
    }
}
