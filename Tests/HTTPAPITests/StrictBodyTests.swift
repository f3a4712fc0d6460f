import Canonical
import Testing

@testable import HTTPAPI

/// A body is one statement: whole and as its schema says, or nothing of it is posted.
@Suite struct StrictBodyTests {
    @Test(arguments: [
        ("\"total\":100", "\"total\":\"1.00\"", "/total"), ("\"total\":100", "\"total\":\"99\"", "/total"),
        ("\"total\":100", "\"total\":99.0", "/total"), ("\"number\":\"2\"", "\"number\":2", "/number"),
        ("\"number\":\"2\"", "\"number\":[\"2\"]", "/number"), ("\"total\"", "\"totl\"", "/totl"),
        ("\"total\"", "\"at\":\"2026-11-23\",\"total\"", "/at"), ("\"number\":\"2\"", "\"number\":\"2\\u0000\"", "/number"),
    ])
    func theFindingPointsAtTheMember(_ good: String, _ bad: String, _ pointer: String) async throws {
        try await APIBench().run { client async throws in
            let wrong = APIBench.sale("2").replacing(good, with: bad)
            let answer = try await client.post("/v1/records/sale", wrong)
            #expect(answer.isProblem("transfer-refused", 422))
            #expect(answer.json["findings"][0]["field"].text == pointer)
            #expect(answer.json["findings"][0]["rule"].text == "schema")
            let both = try await client.post("/v1/records/sale", "[\(APIBench.sale("1")),\(wrong)]")
            #expect(both.isProblem("transfer-refused", 422))
            #expect(both.json["findings"][0]["field"].text == "/1" + pointer)
            #expect(both.json["findings"][0]["record"].number == 2)
            #expect(try await client.get("/v1/records/sale").json["items"].list.isEmpty)
        }
    }

    @Test(arguments: [#"[\(A)"#, #"[\(A),]"#, #"\(A) trailing"#, "\\(A)\n\\(A)", #"[\(A),\(A)"#, #"\(A){"#])
    func whatIsNoJSONToItsEndPostsNothing(_ shape: String) async throws {
        try await APIBench().run { client async throws in
            let body = shape.replacing("\\(A)", with: APIBench.sale("1"))
            let answer = try await client.post("/v1/records/sale", body)
            #expect(answer.isProblem("transfer-refused", 422))
            #expect(answer.json["findings"][0]["rule"].text == "json")
            #expect(try await client.get("/v1/records/sale").json["items"].list.isEmpty)
        }
    }

    @Test func aKeyTwiceIsRefused() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/records/sale", APIBench.sale("1").replacing("{", with: "{\"total\":1,"))
            #expect(answer.isProblem("transfer-refused", 422))
            #expect(answer.json["findings"][0]["rule"].text == "double-key")
            #expect(answer.json["findings"][0]["field"].text == "/total")
        }
    }

    @Test(arguments: ["gzip", "br", "identity, deflate", "x-unknown"])
    func aPackedBodyIsNotTaken(_ coding: String) async throws {
        try await APIBench().run { client async throws in
            let body = APIBench.sale("1")
            for path in ["/v1/records/sale", "/v1/transfers?interface=pos.csv"] {
                let answer = try await client.post(path, body, ["Content-Encoding": coding])
                #expect(answer.isProblem("content-coding", 415))
                #expect(answer.header("Accept-Encoding") == "identity")
            }
            #expect(try await client.get("/v1/transfers").json["items"].list.isEmpty)
            #expect(try await client.post("/v1/records/sale", body, ["Content-Encoding": "identity"]).status == 201)
        }
    }

    @Test func anActSaysEachThingOnce() throws {
        #expect(try TextFields(Array(#"{"act":"arm"}"#.utf8))["act"] == "arm")
        let problem = #expect(throws: Problem.self) { try TextFields(Array(#"{"act":"arm","act":"abort"}"#.utf8)) }
        #expect(problem?.status == .badRequest && problem?.detail.contains("'act' a second time") == true)
    }
}
