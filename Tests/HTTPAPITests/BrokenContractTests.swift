import Foundation
import Testing

@testable import HTTPAPI

/// A contract or a kind with complaints is not used, says so, and stops no other.
@Suite struct BrokenContractTests {
    /// `pos.csv` has a newer version with a typing error, and there is a kind that is none.
    func bench() throws -> APIBench {
        try APIBench { folder in
            let text = try String(contentsOfFile: folder + "/pos.csv/1.0.0.yaml", encoding: .utf8)
            try text.replacing("version: 1.0.0", with: "version: 1.1.0").replacing("{from: total}", with: "{from: totla}")
                .write(toFile: folder + "/pos.csv/1.1.0.yaml", atomically: true, encoding: .utf8)
            try FileManager.default.createDirectory(atPath: folder + "/canonical/bad", withIntermediateDirectories: true)
            try "kind: bad\n".write(toFile: folder + "/canonical/bad/1.yaml", atomically: true, encoding: .utf8)
        }
    }

    @Test func itIsAProblemThatSaysWhatIsWrong() async throws {
        let bench = try bench()
        try await bench.run { client async throws in
            for reference in ["pos.csv", "pos.csv@1", "pos.csv@1.1.0"] {
                let answer = try await client.post("/v1/transfers?interface=\(reference)", APIBench.csv(1...1))
                #expect(answer.isProblem("contract-broken", 503))
                #expect(answer.json["complaints"].list.compactMap(\.text).map { $0.contains("there is no field 'totla'") } == [true])
            }
            #expect(try await client.post("/v1/records/bad", "{}").isProblem("contract-broken", 503))
            #expect(try await client.get("/v1/kinds/bad/schema").isProblem("contract-broken", 503))
            #expect(try await client.get("/v1/interfaces/pos.csv").isProblem("contract-broken", 503))
            #expect(try await client.get("/v1/transfers").json["items"].list.isEmpty)
        }
    }

    @Test func othersGoOn() async throws {
        let bench = try bench()
        try await bench.run { client async throws in
            #expect(try await client.post("/v1/transfers?interface=pos.csv@1.0.0", APIBench.csv(1...1)).status == 201)
            #expect(try await client.post("/v1/records/sale", APIBench.sale("9")).status == 201)
            let list = try await client.get("/v1/interfaces").json
            #expect(list["broken"].list.compactMap(\.text) == ["pos.csv@1.1.0"])
            #expect(list["items"].list.compactMap { $0["id"].text }.contains("erp.csv"))
        }
    }
}
