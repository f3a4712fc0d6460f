import Canonical
import Ownership
import Testing

@testable import HTTPAPI

@Suite struct RetirementTests {
    private static let slip = #"{"act":"slip","to":"2027-06-30","reason":"a store is late"}"#

    @Test func aRetiringInterfaceTakesNobodyNew() async throws {
        let bench = try APIBench()
        let other = try bench.key("newcomer")
        try await bench.run(as: .releaseManager) { client async throws in
            let path = "/v1/transfers?interface=old.csv"
            #expect(try await client.post(path, APIBench.csv(1...1)).status == 201)
            let slipped = try await client.post("/v1/retirement/old.csv", Self.slip)
            #expect(slipped.status == 200)
            #expect(slipped.json["slips"].number == 1)
            let refused = try await client.with(other).post(path, APIBench.csv(2...2))
            #expect(refused.isProblem("interface-retiring", 403))
            #expect(refused.json["detail"].text?.contains("Its successor is pos.csv@1.0.0.") == true)
            #expect(refused.header("Sunset") == "Wed, 30 Jun 2027 00:00:00 GMT")
            #expect(try await client.post(path, APIBench.csv(2...2)).status == 201)
            let consumers = try await client.get("/v1/retirement/old.csv").json["consumerList"].list
            #expect(consumers.map { $0["source"].text } == ["pos-key"])
            #expect(consumers.map { $0["state"].text } == ["active"])
        }
    }

    @Test func headersTellTheLifeThatCounts() async throws {
        let bench = try APIBench()
        try await bench.run(as: .releaseManager) { client async throws in
            let path = "/v1/retirement/pos.csv@1.0.0"
            let steps = [
                #"{"act":"set","status":"transitional","successor":"erp.csv","by":"2027-01-31","reason":"the cloud is ready"}"#,
                #"{"act":"set","status":"retiring","reason":"the last store has moved"}"#,
            ]
            for step in steps { #expect(try await client.post(path, step).status == 200) }
            _ = try await client.post("/v1/retirement/pos.csv", #"{"act":"set","status":"transitional","reason":"not yet"}"#)
            #expect(try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...1)).header("Deprecation") == nil)
            _ = try await client.post("/v1/retirement/pos.csv", steps[1])
            let answer = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(2...2))
            #expect(answer.header("Deprecation") == "@\(bench.clock.now().milliseconds / 1000)")
            #expect(answer.header("Sunset") == "Sun, 31 Jan 2027 00:00:00 GMT")
            #expect(answer.header("Link") == "</v1/interfaces/erp.csv>; rel=\"successor-version\"")
            let shown = try await client.get("/v1/interfaces/pos.csv").json
            #expect(shown["lifecycle"]["status"].text == "strategic")
            #expect(shown["effective"]["status"].text == "retiring")
            #expect(shown["versions"].list.map { $0["effective"].text } == ["retiring", "proposed"])
            let history = try await client.get(path).json["history"].list
            #expect(history.map { $0["by"].text } == Array(repeating: "release-manager", count: 4))
        }
    }

    @Test func brownout() async throws {
        let bench = try APIBench()
        try await bench.run(as: .releaseManager) { client async throws in
            let path = "/v1/transfers?interface=old.csv"
            // Known to the interface, though nothing it sent was taken.
            #expect(try await client.post(path, "wrong").status == 422)
            let now = bench.clock.now()
            func plan(_ from: Instant, _ until: Instant) async throws -> Answer {
                try await client.post(
                    "/v1/retirement/old.csv", #"{"act":"brownout","from":"\#(from)","until":"\#(until)","reason":"notice"}"#)
            }
            #expect(try await plan(now.adding(seconds: 60), now).isProblem("life-refused", 409))
            let planned = try await plan(now.adding(seconds: 60), now.adding(seconds: 120))
            #expect(planned.json["brownouts"][0]["until"].text == now.adding(seconds: 120).description)
            bench.clock.advance(seconds: 90)
            let answer = try await client.post(path, APIBench.csv(1...1))
            #expect(answer.isProblem("interface-brownout", 503))
            #expect(answer.header("Retry-After") == "31")
            #expect(answer.header("Link")?.contains("pos.csv") == true)
            #expect(try await client.post("/v1/records/sale", APIBench.sale("1")).status == 201)
            bench.clock.advance(seconds: 30)
            #expect(try await client.post(path, APIBench.csv(2...2)).status == 201)
            // Now it has stated facts in a cell that nobody has sealed.
            let refused = try await plan(bench.clock.now().adding(seconds: 60), bench.clock.now().adding(seconds: 90))
            #expect(refused.isProblem("life-refused", 409))
            #expect(refused.json["missing"][0].text?.contains("sale/revenue/1000/0114") == true)
        }
    }

    @Test func retired() async throws {
        let bench = try APIBench()
        try await bench.run(as: .releaseManager) { client async throws in
            _ = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...1))
            let retire = #"{"act":"retire","reason":"silent"}"#
            let early = try await client.post("/v1/retirement/old.csv", retire)
            #expect(early.isProblem("life-refused", 409))
            #expect(early.json["missing"].list.count == 1)
            bench.clock.advance(seconds: 40 * 86_400)
            #expect(try await client.post("/v1/retirement/old.csv", retire).json["status"].text == "retired")
            let gone = try await client.post("/v1/transfers?interface=old.csv", APIBench.csv(2...2))
            #expect(gone.isProblem("interface-retired", 410))
            #expect(gone.json["detail"].text?.contains("Its successor is pos.csv@1.0.0.") == true)
            #expect(gone.header("Deprecation") == "@\(bench.clock.now().milliseconds / 1000)")
            #expect(try await client.post("/v1/records/sale", APIBench.sale("2")).status == 201)
            let again = try await client.post("/v1/retirement/old.csv", #"{"act":"set","status":"strategic","reason":"oops"}"#)
            #expect(again.json["missing"] == .list([.text("It is retired, and nothing leads back: publish a new version.")]))
        }
    }

    @Test func theBoard() async throws {
        let bench = try APIBench()
        try await bench.run(as: .releaseManager) { client async throws in
            _ = try await client.post("/v1/transfers?interface=old.csv", APIBench.csv(1...3))
            _ = try await client.post("/v1/retirement/old.csv", Self.slip)
            let rows = try await client.get("/v1/retirement").json["items"].list
            #expect(rows.map { $0["interface"].text } == ["dead.csv", "old.csv"])
            #expect(rows[1]["recentRecords"].number == 3)
            #expect(rows[1]["earlierRecords"].number == 0)
            #expect(rows[1]["consumers"]["active"].number == 1)
            #expect(rows[1]["overdue"] == .flag(false))
            #expect(rows[1]["milestone"].text == "retired by 2027-06-30")
            #expect(rows[1]["missing"].list.count == 3)
            let usage = try await client.get("/v1/retirement/old.csv").json["usage"].list
            #expect(usage.map { $0["cell"].text } == [nil, "sale/revenue/1000/0114"])
            bench.clock.advance(seconds: 400 * 86_400)
            let metrics = try await client.get("/metrics").text
            let labels = #"{interface="old.csv",version="1.0.0"}"#
            #expect(metrics.contains("crossdock_retiring_records_35d\(labels) 0\n"))
            #expect(metrics.contains("crossdock_retirement_overdue\(labels) 1\n"))
            #expect(metrics.contains("crossdock_retirement_slips\(labels) 1\n"))
            // Overdue is told, and stops nothing.
            #expect(try await client.post("/v1/transfers?interface=old.csv", APIBench.csv(4...4)).status == 201)
        }
    }

    @Test(arguments: [
        "", "[]", #"{"act":"set"}"#, #"{"act":"set","reason":"x"}"#, #"{"act":"set","status":"gone","reason":"x"}"#,
        #"{"act":"slip","reason":"x"}"#, #"{"act":"retire","reason":"x","to":"2027-06-30"}"#, #"{"act":"slip","to":"soon","reason":"x"}"#,
        #"{"act":"slip","to":"2027-06-30","reason":"  "}"#,
        #"{"act":"brownout","from":"2027-06-30","until":"2027-07-01","reason":"x"}"#, #"{"act":"bury","reason":"x"}"#,
    ])
    func malformedSteps(_ body: String) async throws {
        try await APIBench().run(as: .releaseManager) { client async throws in
            #expect(try await client.post("/v1/retirement/old.csv", body).isProblem("bad-request", 400))
        }
    }

    @Test func theCanonicalFormMayFollow() async throws {
        try await APIBench().run(as: .releaseManager) { client async throws in
            let step = #"{"act":"set","status":"transitional","successor":"canonical.sale@1","by":"2027-01-31","reason":"REST"}"#
            #expect(try await client.post("/v1/retirement/pos.csv", step).json["successor"].text == "canonical.sale@1")
            let answer = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...1))
            #expect(answer.header("Link") == "</v1/kinds/sale/schema>; rel=\"successor-version\"")
            let unknown = #"{"act":"set","status":"transitional","successor":"canonical.sail@1","reason":"x"}"#
            #expect(try await client.post("/v1/retirement/pos.csv", unknown).status == 409)
        }
    }

    @Test func whoMayNot() async throws {
        let bench = try APIBench()
        let reader = try bench.key("reader", ["interfaces:read"])
        try await bench.run(as: .releaseManager) { client async throws in
            #expect(try await client.with(reader).get("/v1/retirement").status == 200)
            #expect(try await client.with(reader).post("/v1/retirement/old.csv", Self.slip).isProblem("not-permitted", 403))
            #expect(try await client.post("/v1/retirement/nothing", Self.slip).isProblem("unknown-interface", 404))
            let unknown = #"{"act":"set","status":"retiring","successor":"pos.cvs","reason":"x"}"#
            #expect(try await client.post("/v1/retirement/old.csv", unknown).json["missing"][0].text?.contains("'pos.csv'") == true)
        }
    }
}
