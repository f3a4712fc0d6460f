import CrossdockTesting
import Foundation
import Testing
import Transport

/// The real daemon between a real SFTP server, a real folder and its REST door.
@Suite(.serialized) struct DaemonTests {
    private func items(_ body: [String: Any]) -> [[String: Any]] { body["items"] as? [[String: Any]] ?? [] }

    private func sample(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: Program.repository + "/Samples/" + path)))
    }

    private func upload(_ server: LoopbackSSHServer, _ name: String, _ bytes: [UInt8]) throws {
        let session = try SFTPEndpoint(try server.settings()).connect()
        defer { session.close() }
        var rest = bytes[...]
        try session.write(RemoteFolder.root.file(RemoteName(name))) { space in
            let part = rest.prefix(space.count)
            space.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
    }

    @Test(.timeLimit(.minutes(2))) func fromTheDropsToREST() async throws {
        let server = try LoopbackSSHServer()
        let daemon = try RunningDaemon(drops: [
            "  - name: warehouse", "    interface: warehouse.movements-xml",
            "    sftp: {host: 127.0.0.1, port: \(server.port), user: \(server.user), root: \(server.folder), key: {file: \(try server.clientKey(.ed25519))}, known-hosts: \(server.knownHostsFile)}",
            "    clear: delete", "    every: \"0.05\"", "    minimum-age: 0",
        ])
        try daemon.start()
        let made = try daemon.run([
            "keys", "create", "reader", "--scope", "records:read", "--scope", "exceptions:read", "--scope", "transfers:read", "--json",
        ])
        #expect(made.status == 0)
        let token = try #require(made.object["token"] as? String)

        try daemon.inbox.put("sales.csv", sample("store-pos.sales-csv/sales_0001_20260105.csv"))
        try upload(server, "movements.xml", sample("warehouse.movements-xml/movements_9001_20260105.xml"))
        let sales = try await daemon.get("/v1/records/sale", token: token) { items($0).count == 6 }
        #expect(items(sales).count == 6)
        let movements = try await daemon.get("/v1/records/stock-movement", token: token) { items($0).count == 4 }
        #expect(items(movements).count == 4)

        try upload(server, "broken.xml", sample("warehouse.movements-xml/broken/wrong-trailer.xml"))
        let exceptions = try await daemon.get("/v1/exceptions", token: token) { !items($0).isEmpty }
        #expect(items(exceptions).count == 1)
        #expect("\(exceptions)".contains("control-total"))
        #expect(eventually { DropFolder(server.folder).texts == [] })
        #expect(eventually { daemon.inbox.texts == [] })
        #expect(daemon.inbox.folder("done").texts == ["sales.csv"])

        #expect(try await daemon.get("/v1/records/sale").0 == 401)
        #expect(try await daemon.get("/healthz").0 == 200)
        #expect(try await daemon.get("/readyz").0 == 200)
        let log = daemon.log
        #expect(!log.contains(token))
        #expect(daemon.stop() == 0, "\(log)")
        #expect(try daemon.run(["doctor"]).status == 0)
        #expect(try daemon.run(["audit", "verify"]).status == 0)
    }

    @Test(.timeLimit(.minutes(1))) func aBrokenDropDoesNotStopTheOthers() async throws {
        let daemon = try RunningDaemon(drops: [
            "  - {name: away, interface: store-pos.rtlog, clear: delete, every: \"0.05\", local: {root: /nowhere/at/all}}"
        ])
        try daemon.start()
        try daemon.inbox.put("sales.csv", sample("store-pos.sales-csv/sales_0001_20260105.csv"))
        #expect(eventually { daemon.inbox.texts == [] })
        #expect(daemon.stop() == 0)
        let doctor = try daemon.run(["doctor", "--json"])
        #expect(doctor.status == 1)
        let checks = try #require(doctor.object["checks"] as? [[String: Any]])
        #expect(checks.filter { $0["good"] as? Bool == false }.compactMap { $0["name"] as? String } == ["feed away"])
    }

    @Test(.timeLimit(.minutes(1))) func aFileInTroubleIsNamed() throws {
        let daemon = try RunningDaemon()
        // Where the folder for posted files should be, there is a file: moving cannot work.
        try daemon.inbox.put("done", [1])
        try daemon.start()
        try daemon.inbox.put("sales.csv", sample("store-pos.sales-csv/sales_0001_20260105.csv"))
        #expect(try eventually(attempts: 100) { try daemon.run(["doctor"]).output.contains("file till/sales.csv: posted after 1 tries") })
        #expect(daemon.stop() == 0)
    }

    @Test func settingsThatCannotBeServedAreRefusedAtStart() throws {
        let daemon = try RunningDaemon(drops: ["  - {name: x, interface: no.such, clear: delete, local: {root: /tmp}}"])
        let outcome = try Program.run(["serve", "--config", daemon.settings])
        #expect(outcome.status == 3)
        #expect(outcome.complaint.contains("no.such"))
    }
}
