import CrossdockTesting
import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `crossdock serve` as a process of its own, with its settings and data in a temporary folder.
final class RunningDaemon {
    let workspace: TemporaryFolder
    let inbox: DropFolder
    var data: String { workspace.path + "/data" }
    private(set) var process: ChildProcess?

    /// - Parameters:
    ///   - drops: YAML of further drops, each line as it stands below `drops:`.
    ///   - local: more lines of the local drop `till`.
    init(drops: [String] = [], local: [String] = []) throws {
        workspace = try TemporaryFolder()
        inbox = DropFolder(workspace.path + "/till")
        let lines =
            [
                "data: data", "interfaces: \(Program.interfaces)", "log: info", "free-space-floor: 1", "http: {port: 0}", "drops:",
                "  - name: till", "    interface: store-pos.sales-csv", "    local: {root: \(inbox.path)}",
                "    clear: {move: done}", "    every: \"0.05\"", "    minimum-age: 0",
            ] + local.map { "    " + $0 } + drops
        try (lines.joined(separator: "\n") + "\n").write(toFile: settings, atomically: true, encoding: .utf8)
    }

    var settings: String { workspace.path + "/crossdock.yaml" }

    func start() throws {
        let started = try ChildProcess(Program.path, ["serve", "--config", settings])
        process = started
        try #require(started.waits(for: "REST is open"), "\(started.output)")
    }

    /// Asks it to stop and returns its exit status.
    func stop() -> Int32 {
        process?.kill(SIGTERM)
        return collect()
    }

    /// Kills it without warning, wherever it is.
    func killHard() {
        process?.kill(SIGKILL)
        _ = collect()
    }

    /// The exit status, or minus the signal that ended it.
    private func collect() -> Int32 {
        let status = process?.wait() ?? 0
        process = nil
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    deinit { if process != nil { killHard() } }

    var log: String { process?.output ?? "" }

    /// The port it said it is listening on.
    var port: Int {
        let line = log.split(separator: "\n").last { $0.contains("REST is open") } ?? ""
        let digits = line.components(separatedBy: "port=").last?.prefix { $0.isNumber } ?? ""
        return Int(digits) ?? 0
    }

    /// One GET; the status and the body.
    func get(_ path: String, token: String? = nil) async throws -> (Int, [String: Any]) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return (status, (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:])
    }

    /// Asks again until the answer fits, at most so often.
    func get(_ path: String, token: String, until fits: ([String: Any]) -> Bool) async throws -> [String: Any] {
        var last: [String: Any] = [:]
        for _ in 0..<1000 {
            let (status, body) = try await get(path, token: token)
            if status == 200, fits(body) { return body }
            last = body
            usleep(20_000)
        }
        Issue.record("\(path) never fitted: \(last)\n\(log)")
        return last
    }

    func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(arguments + ["--data", data, "--interfaces", Program.interfaces])
    }
}
