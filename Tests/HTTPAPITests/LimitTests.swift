import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import HTTPAPI

@Suite struct LimitTests {
    private static let small = APISettings(
        host: "localhost", port: 0, maxBodyBytes: 2000, maxTransferBytes: 500_000, memoryBodyBytes: 1000,
        // Time is not what is tested here, and a loaded machine has little of it.
        requestTimeout: .seconds(3600), minimumFreeBytes: 1)

    @Test(arguments: [false, true]) func tooLong(_ live: Bool) async throws {
        try await APIBench(Self.small).run(live ? .live : .router) { client async throws in
            let answer = try await client.post("/v1/records/sale", String(repeating: " ", count: 2001))
            #expect(answer.isProblem("body-too-large", 413))
            #expect(answer.json["limit"].number == 2000)
            let transfer = try await client.post("/v1/transfers?interface=pos.csv", String(repeating: "x", count: 500_001))
            #expect(transfer.isProblem("body-too-large", 413))
            #expect(transfer.json["limit"].number == 500_000)
            #expect(try await client.get("/v1/transfers").json["items"].list.isEmpty)
        }
    }

    /// A chunked body does not announce its length.
    @Test func tooLongWithoutSayingSo() async throws {
        let bench = try APIBench(Self.small)
        let reader = BodyReader(backend: bench.api.backend)
        let (body, source) = RequestBody.makeStream()
        async let sent: Void = {
            for _ in 0..<30 { await source.yield(ByteBuffer(repeating: 0x20, count: 100)) }
            source.finish()
        }()
        let request = Request(head: .init(method: .post, scheme: nil, authority: nil, path: "/"), body: body)
        let problem = await #expect(throws: Problem.self) { _ = try await reader.receive(request, limit: 2000) }
        #expect(problem?.type == .bodyTooLarge)
        _ = await sent
    }

    /// Longer than what is kept in memory: it goes through a file, and leaves none behind.
    @Test(arguments: [false, true]) func throughAFile(_ live: Bool) async throws {
        let bench = try APIBench(Self.small)
        try await bench.run(live ? .live : .router) { client async throws in
            let answer = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...10_000))
            #expect(answer.status == 201)
            #expect(answer.json["outcomes"]["accepted"].number == 10_000)
            let again = try await client.post("/v1/transfers?interface=pos.csv", APIBench.csv(1...10_000))
            #expect(again.status == 200)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.ledger.folder + "/spool")
        #expect(left.isEmpty)
    }

    @Test func tooSlow() async throws {
        var settings = Self.small
        settings.requestTimeout = .zero
        settings.slowestRate = 1 << 40
        let bench = try APIBench(settings)
        let reader = BodyReader(backend: bench.api.backend)
        let request = Request(
            head: .init(method: .post, scheme: nil, authority: nil, path: "/"), body: .init(buffer: ByteBuffer(string: "x")))
        let problem = await #expect(throws: Problem.self) { _ = try await reader.receive(request, limit: 2000) }
        #expect(problem?.type == .tooSlow)
        #expect(problem?.response(path: "/").status == .requestTimeout)
    }

    @Test func whatACrashLeftBehindGoes() throws {
        let bench = try APIBench(Self.small)
        let path = bench.ledger.folder + "/spool"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/left"))
        var status = stat()
        #expect(stat(path + "/left", &status) == 0)
        bench.clock.set(.init(seconds: Int64(status.st_mtim.tv_sec) + 3600))
        _ = SpoolFolder(path: path, timekeeper: bench.clock)
        #expect(access(path + "/left", F_OK) == 0)
        bench.clock.advance(seconds: 86_400)
        _ = SpoolFolder(path: path, timekeeper: bench.clock)
        #expect(access(path + "/left", F_OK) != 0)
    }
}
