import Canonical
import Testing

@testable import HTTPAPI

@Suite struct LifecycleTests {
    @Test func retiring() async throws {
        try await APIBench().run { client async throws in
            for body in [APIBench.csv(1...1), "wrong"] {
                let answer = try await client.post("/v1/transfers?interface=old.csv", body)
                #expect(answer.status == 201 || answer.status == 422)
                #expect(answer.header("Deprecation")?.wholeMatch(of: /@[0-9]+/) != nil)
                #expect(answer.header("Sunset") == "Wed, 31 Mar 2027 00:00:00 GMT")
                #expect(answer.header("Link") == "</v1/interfaces/pos.csv/1.0.0>; rel=\"successor-version\"")
            }
        }
    }

    @Test func strategic() async throws {
        try await APIBench().run { client async throws in
            let answer = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...1))
            for name in ["Deprecation", "Sunset", "Link"] { #expect(answer.header(name) == nil) }
        }
    }

    @Test func retired() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            let answer = try await client.post("/v1/transfers?interface=dead.csv", APIBench.csv(1...1))
            #expect(answer.isProblem("interface-retired", 410))
            #expect(answer.json["detail"].text?.contains("pos.csv") == true)
            #expect(answer.header("Link")?.contains("successor-version") == true)
            #expect(try await client.get("/metrics").text.contains("crossdock_interface_retired_uses_total{interface=\"dead.csv\"} 1"))
        }
        #expect(bench.logs.all.contains { $0.contains("warning") && $0.contains("dead.csv@1.0.0") })
    }

    @Test(arguments: [
        ("2026-11-23", "Mon, 23 Nov 2026"), ("1970-01-01", "Thu, 01 Jan 1970"), ("1969-12-31", "Wed, 31 Dec 1969"),
        ("2024-02-29", "Thu, 29 Feb 2024"),
    ])
    func dates(_ day: String, _ text: String) throws {
        #expect(HTTPDate.text(try #require(BusinessDate(day))) == "\(text) 00:00:00 GMT")
    }
}
