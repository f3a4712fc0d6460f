import Foundation
import Testing

@testable import HTTPAPI

/// What a contract passes over is told at the REST door, and what came to nothing is no success.
@Suite struct CountTests {
    private static let rows = "store,day,number,total\n"
    private static func row(_ number: String, location: String = "0114", day: String = "\(APIBench.day)") -> String {
        "\(location),\(day),\(number),1.00\n"
    }

    @Test func whatIsPassedOverIsCounted() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            let body = Self.rows + Self.row("1") + Self.row("test") + Self.row("2") + Self.row("test")
            let line = JSONNode.object([
                "record": .text("row"), "fate": .text("passed-over"), "detail": .text("number != 'test'"), "count": .number(2),
            ])
            let posted = try await client.post("/v1/transfers?interface=pos.some", body)
            #expect(posted.status == 201)
            let read = try await client.get("/v1/transfers/1")
            let explained = try await client.post("/v1/guard/explain?interface=pos.some", Self.rows + Self.row("test") + Self.row("test"))
            for answer in [posted, read, explained] {
                #expect(answer.json["passedOver"].number == 2)
                #expect(answer.json["ignored"].number == 0)
                #expect(answer.json["counts"].list.contains(line), "\(answer.text)")
            }
            #expect(posted.json["records"].number == 2)
            let again = try await client.post("/v1/transfers?interface=pos.some", body)
            #expect(again.json["duplicateOf"].number == 1 && again.json["passedOver"].number == 2)
            #expect(try await client.get("/v1/transfers").json["items"].list.map { $0["passedOver"].number } == [2, 2])
            let schema = try await client.get("/openapi.json").json["components"]["schemas"]
            for name in ["passedOver", "ignored", "counts"] {
                #expect(schema["Receipt"]["properties"][name] != .null)
                #expect(schema["Explanation"]["properties"][name] != .null)
            }
            #expect(schema["FileCount"]["properties"].names == ["count", "detail", "fate", "record"])
        }
    }

    /// The status follows from what became of the records; whatever was passed over by name needs no other.
    @Test(arguments: [
        // Everything is passed over by the contract's own word.
        (row("test"), 200, ""),
        // Rejected, kept for a person, or both: nothing has an outcome of its own.
        (row("1", day: "nonsense"), 422, "invalid-records"), (row("1", location: "9000"), 422, "invalid-records"),
        (row("1", location: "9000") + row("2", day: "nonsense"), 422, "invalid-records"),
        (row("test") + row("2", day: "nonsense"), 422, "invalid-records"),
        (row("1", location: "E1"), 422, "invalid-records"),
        // One that has is enough.
        (row("1") + row("2", day: "nonsense"), 200, ""), (row("1") + row("2", location: "9000"), 200, ""),
        (row("1", day: "\(APIBench.day.adding(days: 3))"), 202, ""),
    ])
    func nothingTakenIsNoSuccess(_ rows: String, _ status: Int, _ problem: String) async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/transfers?interface=pos.some", Self.rows + rows)
            guard status == 422 else {
                #expect(answer.status == status, "\(answer.text)")
                return
            }
            #expect(answer.isProblem(problem, status), "\(answer.status) \(answer.text)")
            #expect(!answer.json["findings"].list.isEmpty)
            #expect(answer.json["receipt"]["transfer"].number == 1)
            let open = try await client.get("/v1/exceptions?state=open").json["items"].list
            #expect(!open.isEmpty)
        }
    }

    @Test func aPackedBodyIsNotRead() async throws {
        try await APIBench().run { client async throws in
            for coding in ["gzip", "identity, br", "GZIP"] {
                let answer = try await client.post("/v1/records/sale", APIBench.sale("1"), ["Content-Encoding": coding])
                #expect(answer.isProblem("content-coding", 415), "\(answer.status)")
                #expect(answer.header("Accept-Encoding") == "identity")
            }
            #expect(try await client.get("/v1/transfers").json["items"].list.isEmpty)
            #expect(try await client.post("/v1/records/sale", APIBench.sale("1"), ["Content-Encoding": "identity"]).status == 201)
        }
    }

    /// A long body lies in a file while it arrives, and nobody else reads it.
    @Test func spooledBodiesAreTheirOwnersAlone() throws {
        let bench = try APIBench()
        let file = try bench.api.backend.spool.makeFile()
        var status = stat()
        #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(bench.api.backend.spool.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    }
}
