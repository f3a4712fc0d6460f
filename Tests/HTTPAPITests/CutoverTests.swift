import Canonical
import Ownership
import Testing

@testable import HTTPAPI

/// The acts of a cutover over REST: `pos` is the old owner, `erp` the new one. The day stands still at noon.
@Suite struct CutoverTests {
    private static let plan = #"{"plan":"sales"}"#
    private static let path = "/v1/cutovers/sales"

    private func open(_ client: Client, _ bench: APIBench) async throws {
        #expect(try await client.post("/v1/records/sale", APIBench.sales(1...3)).status == 201)
        #expect(try await client.post("/v1/cutovers", Self.plan).status == 200)
        let owner = client.with(try bench.key("olga", user: "domain-owner"))
        #expect(try await owner.post("\(Self.path)/approvals", #"{"act":"shadow"}"#, ["If-Match": "\"1\""]).status == 200)
        #expect(try await client.post("\(Self.path)/transitions", #"{"act":"shadow"}"#, ["If-Match": "\"1\""]).status == 200)
    }

    private func bench() throws -> APIBench {
        let bench = try APIBench()
        try bench.users(.domainOwner, .controller, .operator, .auditor)
        return bench
    }

    @Test func theBoardSaysWhatIsMissing() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            #expect(try await client.get(Self.path).status == 404)
            let made = try await client.post("/v1/cutovers", Self.plan)
            #expect(made.status == 200)
            #expect(made.header("ETag") == "\"1\"")
            #expect(made.json["state"].text == "proposed")
            let list = try await client.get("/v1/cutovers").json["items"]
            #expect(list[0]["cutover"].text == "sales")
            #expect(list[0]["missing"].list.map { $0.text } == ["No open cell fits the plan's selector."])
            let early = try await client.post("\(Self.path)/transitions", #"{"act":"shadow"}"#, ["If-Match": "1"])
            #expect(early.isProblem("cutover-requirements", 409))
            #expect(early.json["missing"].list.count == 3)
        }
    }

    @Test func whoMayAndWhoMayNot() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            _ = try await client.post("/v1/cutovers", Self.plan)
            let approve = "\(Self.path)/approvals"
            let body = #"{"act":"shadow"}"#
            let own = try await client.post(approve, body, ["If-Match": "1"])
            #expect(own.isProblem("not-permitted", 403))
            #expect(own.json["detail"].text?.contains("has written the plan") == true)
            for role in ["auditor", "admin", "operator"] {
                let other = client.with(try bench.key("key-\(role)", user: role))
                #expect(try await other.post(approve, body, ["If-Match": "1"]).isProblem("not-permitted", 403), "\(role)")
            }
            let machine = client.with(try bench.key("machine"))
            #expect(try await machine.post(approve, body, ["If-Match": "1"]).isProblem("not-permitted", 403))
        }
    }

    @Test func aStepForwardNeedsTheRevisionThatWasSeen() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            _ = try await client.post("/v1/cutovers", Self.plan)
            let path = "\(Self.path)/transitions"
            #expect(try await client.post(path, #"{"act":"shadow"}"#).isProblem("precondition-required", 428))
            #expect(try await client.post(path, #"{"act":"shadow"}"#, ["If-Match": "\"9\""]).isProblem("precondition-failed", 412))
            #expect(try await client.post(path, #"{"act":"shadow"}"#, ["If-Match": "seven"]).isProblem("bad-request", 400))
            #expect(try await client.post(path, #"{"act":"leap"}"#, ["If-Match": "1"]).isProblem("bad-request", 400))
            // What is misspelt, or means nothing with the act, must not turn into every store.
            for body in [
                #"{"act":"abort","location":"0114"}"#, #"{"act":"abort","locations":[]}"#, #"{"act":"abort","locations":"0114"}"#,
                #"{"act":"arm","locations":["0114"]}"#, #"{"act":"abort","incident":"INC-1"}"#,
            ] {
                #expect(try await client.post(path, body, ["If-Match": "1"]).isProblem("bad-request", 400), "\(body)")
            }
            #expect(try await client.post("/v1/cutovers", #"{"plan":"none"}"#).isProblem("not-found", 404))
        }
    }

    @Test func theNewOwnerStatesBesideAndDifferencesAreNamed() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            try await open(client, bench)
            let cloud = client.with(try bench.key("cloud", writer: "erp"))
            let beside = try await cloud.post("/v1/records/sale", "[\(APIBench.sale("1")),\(APIBench.sale("2", total: 250))]")
            #expect(beside.status == 202)
            #expect(beside.json["outcomes"]["shadow"].number == 2)
            let again = try await cloud.post("/v1/records/sale", "[\(APIBench.sale("1")),\(APIBench.sale("2", total: 250))]")
            #expect(again.json["outcomes"]["duplicate"].number == 2)
            let days = try await client.get("\(Self.path)/differences").json["items"]
            #expect(days.list.count == 1)
            #expect(days[0]["counts"]["match"].number == 1)
            #expect(days[0]["counts"]["mismatch"].number == 1)
            #expect(days[0]["counts"]["missing-in-b"].number == 1)
            #expect(days[0]["differences"][0]["fields"][0]["field"].text == "total")
            #expect(days[0]["differences"][0]["fields"][0]["b"].text == "250")
            #expect(days[0]["totals"].list.map { $0["field"].text } == ["records", "total +"])
            let gates = try await client.post("\(Self.path)/gates", #"{"act":"arm"}"#)
            #expect(gates.json["gates"][0]["passing"] == .flag(false))
        }
    }

    @Test func aRepeatedRequestDoesItOnce() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            try await open(client, bench)
            let key = ["Idempotency-Key": "gates-1"]
            let before = try bench.ledger.auditTail(limit: 1000).count
            let first = try await client.post("\(Self.path)/gates", #"{"act":"arm"}"#, key)
            let second = try await client.post("\(Self.path)/gates", #"{"act":"arm"}"#, key)
            #expect(first.status == 200)
            #expect(second.status == 200)
            #expect(try bench.ledger.auditTail(limit: 1000).count == before + 1)
            let other = try await client.post("\(Self.path)/gates", #"{"act":"arm","locations":["0114"]}"#, key)
            #expect(other.isProblem("idempotency-key-reused", 422))
        }
    }

    @Test func explainSaysWhatThePostingThenDoes() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            try await open(client, bench)
            let cloud = client.with(try bench.key("cloud", writer: "erp"))
            let body = "[\(APIBench.sale("1")),\(APIBench.sale("7", location: "9999")),\(APIBench.sale("8", location: "E1"))]"
            let said = try await cloud.post("/v1/guard/explain?interface=canonical.sale", body)
            #expect(said.status == 200)
            #expect(said.json["records"].list.map { $0["outcome"].text } == ["shadow", "quarantined", "accepted"])
            #expect(said.json["records"][0]["cells"][0]["owner"].text == "pos")
            #expect(try await client.get("/v1/transfers").json["items"].list.count == 1)
            let done = try await cloud.post("/v1/records/sale", body)
            #expect(done.json["recordOutcomes"].list.map { $0["outcome"] } == said.json["records"].list.map { $0["outcome"] })
        }
    }

    @Test func figuresAreMeasured() async throws {
        let bench = try bench()
        try await bench.run(as: .releaseManager) { client async throws in
            try await open(client, bench)
            let stranger = client.with(try bench.key("stranger", writer: "nobody"))
            #expect(try await stranger.post("/v1/records/sale", APIBench.sale("5")).status == 409)
            let metrics = try await client.with(nil).get("/metrics").text
            #expect(metrics.contains("crossdock_guard_decisions{outcome=\"accepted\",reason=\"none\"} 3\n"))
            #expect(metrics.contains("crossdock_guard_unauthorised_writes 1\n"))
            #expect(metrics.contains("crossdock_guard_cells{phase=\"shadow\"} 1\n"))
            #expect(metrics.contains("crossdock_cutover_facts_compared{cutover=\"sales\"}"))
        }
    }
}
