import CrossdockTesting
import Foundation
import Testing

/// What scripts rely on: exit statuses, JSON, and the documented outcome of every sample.
@Suite struct CommandLineTests {
    let folder: TemporaryFolder
    private var data: [String] { ["--data", folder.path + "/data", "--interfaces", Program.interfaces] }

    init() throws { folder = try TemporaryFolder() }

    private func ingest(_ sample: String, _ interface: String? = nil) throws -> Program.Outcome {
        let id = interface ?? String(sample.prefix { $0 != "/" })
        return try Program.run(["ingest", "\(Program.repository)/Samples/\(sample)", "--interface", id, "--json"] + data)
    }

    @Test func statusZero() throws {
        #expect(try Program.run(["--help"]).status == 0)
        #expect(try Program.run(["--version"]).status == 0)
        #expect(try Program.run(["doctor"] + data).status == 0)
        #expect(try Program.run(["audit", "verify"] + data).status == 0)
        #expect(try Program.run(["interfaces", "check", Program.interfaces]).status == 0)
    }

    @Test func statusOneForData() throws {
        #expect(try ingest("store-pos.rtlog/broken/wrong-trailer.dat").status == 1)
        #expect(try Program.run(["transfers", "show", "999"] + data).status == 1)
        #expect(try Program.run(["exceptions", "show", "999"] + data).status == 1)
        let stranger = try Program.run(["retirement", "retire", "store-pos.sales-csv", "--reason", "test"] + data)
        #expect(stranger.status == 1)
        #expect(stranger.complaint.contains("no user of this ledger"))
        _ = try Program.run(["users", "create", "chief", "--role", "admin", "--login", NSUserName()] + data)
        let admin = try Program.run(["retirement", "retire", "store-pos.sales-csv", "--reason", "test"] + data)
        #expect(admin.status == 1)
        #expect(admin.complaint.contains("that takes the role release-manager or domain-owner"))
        #expect(try Program.run(["records", "show", "none"] + data).status != 0)
    }

    @Test(arguments: [
        ["nonsense"], ["ingest"], ["ingest", "/nope", "--interface", "store-pos.rtlog"], ["records", "list"],
        ["retirement", "show", "nope"],
    ])
    func statusTwoForUsage(_ arguments: [String]) throws {
        let outcome = try Program.run(arguments + (arguments == ["nonsense"] ? [] : data))
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.complaint.isEmpty)
    }

    @Test func statusThreeWhereItCannotRun() throws {
        #expect(try Program.run(["serve", "--config", "/nope"]).status == 3)
        #expect(try Program.run(["doctor", "--data", "/dev/null/x", "--interfaces", Program.interfaces]).status == 3)
        #expect(try Program.run(["doctor", "--data", folder.path, "--interfaces", "/nope"]).status == 3)
    }

    @Test func jsonParses() throws {
        #expect(try ingest("store-pos.sales-csv/sales_0001_20260105.csv").object["state"] as? String == "posted")
        #expect(try ingest("store-pos.sales-csv/broken/bad-date.csv").object["state"] as? String == "posted")
        for arguments in [
            ["transfers", "list"], ["transfers", "show", "1"], ["exceptions", "list"], ["exceptions", "show", "1"], ["audit", "tail"],
            ["audit", "verify"], ["doctor"], ["keys", "list"], ["retirement"], ["retirement", "show", "store-pos.rtlog"],
            ["interfaces", "list"], ["users", "list"],
        ] {
            let outcome = try Program.run(arguments + ["--json"] + data)
            #expect(outcome.status == 0, "\(arguments): \(outcome.complaint)")
            #expect(outcome.json != nil, "\(arguments): \(outcome.output)")
        }
        let records = try Program.run(["records", "list", "--kind", "sale", "--json"] + data)
        let lines = records.output.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.allSatisfy { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil })
    }

    @Test func theSameFileAgainPostsNothingAndIsNoError() throws {
        #expect(try ingest("store-pos.sales-csv/sales_0001_20260105.csv").status == 0)
        let again = try ingest("store-pos.sales-csv/sales_0001_20260105.csv")
        #expect(again.status == 0)
        #expect(again.object["duplicateOf"] as? Int == 1)
    }

    @Test func aTamperedAuditIsFound() throws {
        #expect(try ingest("store-pos.sales-csv/sales_0001_20260105.csv").status == 0)
        let changed = try Program.run(
            [
                "-c",
                "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(\"UPDATE audit SET actor = 'nobody' WHERE seq = 1\"); db.commit()",
                folder.path + "/data/ledger.sqlite",
            ], program: "/usr/bin/python3")
        try #require(changed.status == 0, "\(changed.complaint)")
        #expect(try Program.run(["audit", "verify"] + data).status == 1)
        #expect(try Program.run(["doctor"] + data).status == 1)
    }

    @Test func aRewrittenAuditIsFoundByItsCheckpoint() throws {
        #expect(try ingest("store-pos.sales-csv/sales_0001_20260105.csv").status == 0)
        let key = folder.path + "/audit.key"
        let made = try Program.run(["audit", "key", key] + data)
        let publicKey = made.output.trimmingCharacters(in: .newlines)
        #expect(made.status == 0)
        #expect(try Program.run(["audit", "key", key] + data).status == 1)
        let exported = try Program.run(["audit", "checkpoint", "--key", key, "--to", folder.path + "/cp.txt"] + data)
        #expect(exported.status == 0)
        #expect(FileManager.default.contents(atPath: folder.path + "/cp.txt") == Data(exported.output.utf8))
        #expect(try Program.run(["audit", "checkpoint", "--key", key, "--to", folder.path + "/cp.txt"] + data).status == 1)
        let verify = ["audit", "verify", "--against", folder.path + "/cp.txt", "--public-key", publicKey] + data
        let sound = try Program.run(verify)
        #expect(sound.status == 0, "\(sound.complaint)")
        #expect(try Program.run(["audit", "verify", "--against", folder.path + "/none"] + data).status == 3)
        let lines = try Program.run(["audit", "export", "--after", "1"] + data).output.split(separator: "\n")
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil })
        // Cut off with the head moved back: the chain itself is sound again.
        let cut = try Program.run(
            [
                "-c",
                """
                import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute("DELETE FROM audit WHERE seq > 1")
                db.execute("UPDATE audit_head SET count = 1, hash = (SELECT hash FROM audit)"); db.commit()
                """,
                folder.path + "/data/ledger.sqlite",
            ], program: "/usr/bin/python3")
        try #require(cut.status == 0, "\(cut.complaint)")
        #expect(try Program.run(["audit", "verify"] + data).status == 0)
        let found = try Program.run(verify)
        #expect(found.status == 1)
        #expect(found.complaint.contains("rows are gone"))
        #expect(try Program.run(["audit", "checkpoint", "--key", key] + data).status == 1)
    }

    @Test func usersAreMadeByAdmins() throws {
        let admin = NSUserName()
        #expect(try Program.run(["users", "create", "ann", "--role", "operator"] + data).status == 1)
        #expect(try Program.run(["users", "create", admin, "--role", "admin", "--role", "controller"] + data).status == 1)
        #expect(try Program.run(["users", "create", admin, "--role", "admin", "--json"] + data).object["name"] as? String == admin)
        #expect(try Program.run(["users", "create", "ann", "--role", "boss"] + data).status == 2)
        #expect(try Program.run(["users", "create", "ann", "--role", "domain-owner"] + data).status == 2)
        #expect(try Program.run(["users", "create", "ann", "--role", "domain-owner", "--domain", "inv*"] + data).status == 0)
        #expect(try Program.run(["users", "grant", "ann", "--role", "auditor", "--role", "operator"] + data).status == 1)
        #expect(try Program.run(["users", "grant", "ann", "--role", "auditor"] + data).status == 0)
        #expect(try Program.run(["keys", "create", "machine", "--scope", "records:read"] + data).status == 0)
        // An admin makes users; what is posted is for others to repair.
        let file = try #require(try Sample.good.first)
        #expect(try ingest(file.path, file.interface).status == 0)
        let replay = try Program.run(["transfers", "replay", "1"] + data)
        #expect(replay.status == 1 && replay.complaint.contains("a person with the role operator"), "\(replay.complaint)")
        let key = try Program.run(["keys", "create", "k", "--user", "ann", "--json"] + data)
        #expect(key.object["token"] != nil)
        #expect(try Program.run(["users", "revoke", "ann"] + data).status == 0)
        #expect(try Program.run(["keys", "create", "l", "--user", "ann"] + data).status == 1)
        #expect(try Program.run(["users", "revoke", "nobody"] + data).status == 1)
    }

    // MARK: the samples

    @Test(arguments: try Sample.good) func everyGoodSampleIsAccepted(_ sample: Sample) throws {
        let outcome = try ingest(sample.path, sample.interface)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.complaint)")
        let outcomes = outcome.object["outcomes"] as? [String: Int] ?? [:]
        let records = outcome.object["records"] as? Int ?? 0
        #expect(records > 0)
        #expect(outcomes["accepted"] == records, "\(outcome.output)")
        if let expected = sample.accepted { #expect(records == expected) }
    }

    @Test(arguments: try Sample.broken) func everyBrokenSampleFaresAsDocumented(_ sample: Sample) throws {
        let outcome = try ingest(sample.path, sample.interface)
        let outcomes = outcome.object["outcomes"] as? [String: Int] ?? [:]
        if let expected = sample.accepted { #expect(outcomes["accepted"] == expected, "\(outcome.output)\(outcome.complaint)") }
        #expect(outcome.status == (sample.isFlagged ? 0 : 1))
        #expect((outcome.object["state"] as? String == "refused") == sample.isRefused)
        if sample.isFlagged { #expect(outcome.object["flagged"] as? Int ?? 0 > 0) }
        let exceptions = outcome.object["exceptions"] as? [[String: Any]] ?? []
        #expect(exceptions.isEmpty == sample.isFlagged)
        let classes = Set(exceptions.compactMap { ($0["finding"] as? [String: Any])?["class"] as? String })
        guard let expected = sample.exceptionClass else { return }
        #expect(classes == Set(expected.split(separator: ", ").map(String.init)), "\(outcome.output)")
    }
}
