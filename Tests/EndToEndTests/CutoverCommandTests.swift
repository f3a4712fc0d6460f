import CrossdockTesting
import Foundation
import Testing

/// What people rely on when something is wrong: that steps back are taken, and that refusals can be read by scripts.
@Suite struct CutoverCommandTests {
    let folder: TemporaryFolder
    private let plan = "store-sales-to-cloud"
    private var interfaces: String { folder.path + "/Interfaces" }
    private var data: [String] { ["--data", folder.path + "/data", "--interfaces", interfaces] }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Program.interfaces, toPath: interfaces)
    }

    @Test func aHalfWrittenPlanDoesNotStandInTheWayOfAStepBack() throws {
        #expect(try Program.run(["users", "create", "boss", "--role", "admin", "--login", NSUserName()] + data).status == 0)
        #expect(try Program.run(["users", "create", "rita", "--role", "release-manager"] + data).status == 0)
        let token = try Program.run(["keys", "create", "rita", "--user", "rita"] + data).output.trimmingCharacters(in: .newlines)
        func run(_ arguments: [String]) throws -> Program.Outcome {
            try Program.run(arguments + data, environment: ["CROSSDOCK_TOKEN": token])
        }
        #expect(try run(["cutover", "plan", plan]).status == 0)
        try Data("cutover: draft\ncells: {kind".utf8).write(to: URL(fileURLWithPath: interfaces + "/cutovers/draft.yaml"))

        // Another plan goes on.
        #expect(try run(["cutover", "gates", plan]).status == 1)
        #expect(try run(["cutover", "plan", "draft"]).status == 3)
        let list = try run(["cutover", "list"])
        #expect(list.status == 0 && list.output.contains(plan) && list.complaint.contains("complaint"), "\(list.complaint)")
        #expect(try run(["cutover", "show", plan, "--json"]).object["cutover"] as? String == plan)
        let abort = try run(["cutover", "abort", plan, "--json"])
        #expect(abort.status == 1)
        #expect((abort.object["missing"] as? [String])?.isEmpty == false, "\(abort.output)\(abort.complaint)")
        #expect(try run(["cutover", "abort", "nope"]).status == 1)
        #expect(try Program.run(["cutover", "abort", plan, "--data", folder.path + "/data", "--interfaces", "/nowhere"]).status == 3)
        // Without the guard's own files nothing can be decided again.
        try Data("rules: [".utf8).write(to: URL(fileURLWithPath: interfaces + "/ownership.yaml"))
        #expect(try run(["cutover", "abort", plan]).status == 3)
    }

    @Test func rawLinesAreShownToNobodyUnseen() throws {
        let sample = try #require(try Sample.broken.first { $0.path.contains("bad-date") })
        let file = "\(Program.repository)/Samples/\(sample.path)"
        let sent = try Program.run(["ingest", file, "--interface", sample.interface, "--json"] + data)
        let exceptions = try #require(sent.object["exceptions"] as? [[String: Any]])
        let id = try #require(exceptions.first { ($0["finding"] as? [String: Any])?["raw"] != nil }?["id"] as? Int)
        #expect(try Program.run(["exceptions", "show", "\(id)"] + data).status == 0)
        let acts = try Program.run(["audit", "tail", "--json"] + data).json as? [[String: Any]] ?? []
        let act = try #require(acts.first { $0["act"] as? String == "raw.read" })
        #expect(act["subject"] as? String == "exception/\(id)")
        #expect(act["actor"] as? String == NSUserName())
    }
}
