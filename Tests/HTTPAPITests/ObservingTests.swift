import Foundation
import Ledger
import Testing

@testable import HTTPAPI

@Suite struct ObservingTests {
    @Test func health() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            let client = client.with(nil)
            #expect(try await client.get("/healthz").status == 200)
            #expect(try await client.get("/readyz").json["status"].text == "ready")
            try bench.ledger.notePollFailure(of: "a", "no route to host secret.example")
            let answer = try await client.get("/readyz")
            #expect(answer.isProblem("not-ready", 503))
            #expect(answer.json["reasons"].list.count == 1)
            #expect(!answer.text.contains("secret.example"))
            try bench.ledger.notePoll(of: "b", seen: 3)
            #expect(try await client.get("/readyz").status == 200)
        }
    }

    @Test func noRoom() async throws {
        try await APIBench(APISettings(minimumFreeBytes: .max)).run { client async throws in
            #expect(try await client.get("/readyz").isProblem("not-ready", 503))
            #expect(try await client.get("/healthz").status == 200)
        }
    }

    /// Readiness must not fill the audit.
    @Test func askingLeavesNoTrace() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            let before = try bench.ledger.counts().auditRows
            for _ in 0..<3 { _ = try await client.get("/readyz") }
            #expect(try bench.ledger.counts().auditRows == before)
        }
    }

    @Test func theAgeOfTheLastCheckpointIsAGauge() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            let before = try await client.get("/metrics").text
            #expect(!before.contains("crossdock_audit_checkpoint_age_seconds"))
            #expect(before.contains("crossdock_audit_checkpoint_behind_rows 1\n"))
            let key = CheckpointKey(origin: try bench.ledger.origin())
            _ = try bench.ledger.exportCheckpoint(signedBy: key, to: nil, by: "test")
            bench.clock.advance(seconds: 90)
            try bench.ledger.noteAct("a", by: "b", on: "c")
            let after = try await client.get("/metrics").text
            #expect(after.contains("crossdock_audit_checkpoint_age_seconds 90\n"))
            #expect(after.contains("crossdock_audit_checkpoint_behind_rows 2\n"))
        }
    }

    /// Everybody who scrapes can read it: one TYPE for each name, before its samples; no series twice.
    @Test func metricsParse() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sales(1...3))
            _ = try await client.get("/nothing/here")
            try bench.ledger.notePoll(of: "store \"7\"\\\n", seen: 3, unmatched: 2)
            bench.metrics.makeTimer(label: "my-timer.x", dimensions: [("a-b", "c")]).recordNanoseconds(2_000_000)
            let answer = try await client.get("/metrics")
            #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            var types: [String: String] = [:]
            var series: Set<String> = []
            for line in answer.text.split(separator: "\n") {
                if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_][a-zA-Z0-9_]*) (counter|gauge|histogram)/) {
                    #expect(types.updateValue(String(match.2), forKey: String(match.1)) == nil)
                    continue
                }
                let sample = line.wholeMatch(
                    of: /([a-zA-Z_][a-zA-Z0-9_]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)+\})? ([0-9.e+-]+|NaN|[+-]Inf)/)
                #expect(sample != nil, "\(line)")
                guard let sample else { continue }
                let name = String(sample.1)
                let family =
                    ["_bucket", "_sum", "_count"].lazy.filter { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
                    .first { types[$0] == "histogram" } ?? name
                #expect(types[family] != nil, "\(line)")
                #expect(series.insert(name + String(sample.2 ?? "")).inserted, "\(line)")
            }
            #expect(answer.text.contains("crossdock_ledger_records{outcome=\"accepted\"} 3\n"))
            #expect(answer.text.contains("crossdock_http_requests_total{method=\"POST\",route=\"/v1/records/{kind}\",status=\"201\"} 1\n"))
            #expect(answer.text.contains("crossdock_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1\n"))
            #expect(answer.text.contains("my_timer_x_seconds_bucket{a_b=\"c\",le=\"0.0025\"} 1\n"))
            #expect(answer.text.contains("crossdock_drop_unmatched{drop=\"store \\\"7\\\"\\\\\\n\"} 2\n"))
            #expect(answer.text.contains("crossdock_drop_seen{drop=\"store \\\"7\\\"\\\\\\n\"} 3\n"))
        }
    }

    @Test func labelsAreCapped() {
        let metrics = MetricsRegistry(mostSeries: 3)
        for number in 0..<100 { metrics.makeCounter(label: "x", dimensions: [("n", "\(number)")]).increment(by: 1) }
        let text = String(decoding: metrics.text.bytes, as: UTF8.self)
        #expect(text.contains("x_total{overflow=\"true\"} 97\n"))
        #expect(text.split(separator: "\n").count == 5)
    }

    @Test func oneNameHasOneType() {
        let metrics = MetricsRegistry()
        metrics.makeMeter(label: "x_total", dimensions: []).set(Int64(7))
        metrics.makeCounter(label: "x", dimensions: []).increment(by: 1)
        #expect(String(decoding: metrics.text.bytes, as: UTF8.self) == "# TYPE x_total gauge\nx_total 7\n")
    }

    @Test func requestLines() async throws {
        let bench = try APIBench()
        try await bench.run { client async throws in
            _ = try await client.post("/v1/records/sale", APIBench.sale("secret-number"))
            _ = try await client.get("/v1/records/sale/1000:0114:x:secret-number?history=true")
            _ = try await client.get("/v1/records/sale?location=secret-place")
            _ = try await client.with(nil).get("/v1/x%0Afaked")
        }
        let lines = bench.logs.all.filter { $0.contains("Request") }
        #expect(lines.count == 4)
        #expect(lines[0].contains("method=POST") && lines[0].contains("path=/v1/records/sale ") && lines[0].contains("status=201"))
        #expect(lines[0].contains("key=pos-key"))
        #expect(lines[1].contains("path=/v1/records/sale/{id} "))
        #expect(lines[3].contains("key=-"))
        #expect(!lines.contains { $0.contains("secret") || $0.contains("\n") || $0.contains("cdk_") })
    }

    @Test func openAPIListsExactlyWhatIsServed() async throws {
        let bench = try APIBench()
        let operations = bench.api.operations
        try await bench.run { client async throws in
            let document = try await client.with(nil).get("/openapi.json").json
            #expect(document["openapi"].text == "3.1.0")
            var listed: Set<String> = []
            for path in document["paths"].names {
                for method in document["paths"][path].names { listed.insert("\(method.uppercased()) \(path)") }
            }
            #expect(listed == Set(operations.map { "\($0.method.rawValue) \($0.path)" }))
            // Each of them is really there: nothing answers with the router's own "nothing here".
            for operation in operations {
                let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : String($0) }.joined(separator: "/")
                let answer = try await client.send(operation.method, "/" + path, nil)
                #expect(answer.json["detail"].text != "There is nothing at this path.", "\(operation.path)")
                #expect(answer.status != 405)
            }
            #expect(Set(operations.map(\.id)).count == operations.count)
        }
    }

    @Test func openAPIReferencesResolve() throws {
        let text = try APIBench().api.openAPI
        let document = try JSONDecoder().decode(JSONNode.self, from: Data(text.utf8))
        let names = Set(document["components"]["schemas"].names)
        for match in text.matches(of: /"#\/components\/schemas\/([^"]+)"/) { #expect(names.contains(String(match.1)), "\(match.1)") }
        for path in document["paths"].names {
            for match in path.matches(of: /\{([a-z]+)\}/) { #expect(text.contains("\"name\": \"\(match.1)\"")) }
        }
    }

    /// The answers have no member that the document does not know.
    @Test func answersAreAsDocumented() async throws {
        try await APIBench().run { client async throws in
            _ = try await client.post("/v1/records/sale", "[\(APIBench.sale("1")),\(APIBench.sale("2", location: "9"))]")
            let schemas = try await client.get("/openapi.json").json["components"]["schemas"]
            for (path, name) in [
                ("/v1/records/sale", "Record"), ("/v1/transfers", "Receipt"), ("/v1/exceptions", "Exception"), ("/v1/changes", "Record"),
                ("/v1/audit", "Act"), ("/v1/ownership", "Ownership"), ("/v1/interfaces", "Interface"), ("/v1/kinds", "Kind"),
                ("/v1/transfers/1/outcomes", "RecordOutcome"),
            ] {
                let item = try await client.get(path).json["items"][0]
                #expect(!item.names.isEmpty, "\(path)")
                #expect(Set(item.names).isSubset(of: schemas[name]["properties"].names), "\(path)")
            }
            let receipt = try await client.get("/v1/transfers/1").json
            #expect(Set(receipt.names).isSubset(of: schemas["Receipt"]["properties"].names))
        }
    }
}
