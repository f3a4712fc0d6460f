import Foundation
import Intake
import Registry
import Testing
import Transport

@testable import Gateway

/// Settings are read closed, with line and column, and never give a secret away.
@Suite struct SettingsTests {
    @Test func everythingThatCanBeSaidIsRead() throws {
        let settings = try read(
            """
            data: data
            interfaces: /etc/crossdock/Interfaces
            log: debug
            http: {host: 0.0.0.0, port: 9000, max-body-megabytes: 8}
            audit: {key: /etc/crossdock/audit.key, checkpoints: checkpoints, every-minutes: 15}
            drops:
              - name: store-0114
                interface: store-pos.sales-csv
                sftp: {host: files.example, port: 2222, user: pos, password: {env: POS_PASSWORD}, fingerprints: ["SHA256:abc"]}
                folder: out
                match: ["*.csv"]
                done-file: .done
                clear: {move: done}
                every: 0.5
                sessions: 4
              - name: legacy
                interface: legacy-erp.items-csv@1
                local: {root: drops}
                clear: leave
            """, environment: ["POS_PASSWORD": "hunter2"])
        #expect(settings.http?.port == 9000)
        #expect(settings.http?.maximumBody == 8 << 20)
        #expect(settings.audit?.key == "/etc/crossdock/audit.key")
        #expect(settings.audit?.checkpoints.hasSuffix("/checkpoints") == true)
        #expect(settings.audit?.everyMinutes == 15)
        #expect(settings.drops.map(\.name) == ["store-0114", "legacy"])
        let store = try #require(settings.drops.first)
        #expect(store.endpoint.place == "sftp://pos@files.example:2222")
        #expect(store.clearing == .move(try RemoteFolder("done")))
        #expect(store.doneSuffix == ".done")
        #expect(store.interval == 0.5)
        #expect(settings.drops[1].clearing == .leave)
    }

    @Test func relativePathsAreTakenFromWhereTheFileIs() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let settings = try read("data: d\nhttp: {}\n", folder: folder)
        #expect(settings.data == folder.appendingPathComponent("d").path)
    }

    @Test func checkpointsAreHourlyUnlessSaid() throws {
        #expect(try read("audit: {key: a, checkpoints: b}\n").audit?.everyMinutes == 60)
        #expect(try read("http: {}\n").audit == nil)
    }

    @Test func anUnknownKeyIsAComplaintWithItsPlaceAndASuggestion() throws {
        let complaint = try #require(complaints("http: {prot: 8080}\n").first)
        #expect(complaint.line == 1)
        #expect(complaint.column == 8)
        #expect(complaint.suggestion.contains("port"))
    }

    @Test func anSFTPServerWithoutAPinnedKeyIsRefused() {
        let found = complaints(
            """
            drops:
              - {name: a, interface: b, clear: delete, sftp: {host: h, user: u, password: {env: SECRET}}}
            """, environment: ["SECRET": "hunter2"])
        #expect(found.contains { $0.problem.contains("host key must be pinned") })
    }

    @Test func aMissingSecretIsNamedAndAPresentOneIsNeverShown() {
        let found = complaints(
            """
            drops:
              - {name: a, interface: b, clear: delete, sftp: {host: h, user: u, password: {env: MISSING}, fingerprints: [x]}}
              - {name: a, interface: b, clear: delete, sftp: {host: h, user: u, password: {env: SECRET}, fingerprints: [x]}}
            """, environment: ["SECRET": "hunter2"])
        #expect(found.contains { $0.problem.contains("MISSING is not set") })
        #expect(found.contains { $0.problem.contains("stands here twice") })
        #expect(!"\(Complaints(found))".contains("hunter2"))
    }

    @Test(arguments: [
        "drops:\n  - {name: a, interface: b, clear: delete}\n",
        "drops:\n  - {name: a, interface: b, clear: delete, local: {root: x}, sftp: {host: h, user: u}}\n",
        "drops:\n  - {name: a, interface: b, clear: delete, local: {root: x}, folder: ../out}\n",
        "drops:\n  - {name: a, interface: b, clear: delete, local: {root: x}, every: soon}\n",
        "drops:\n  - {name: a, interface: b, clear: elsewhere, local: {root: x}}\n",
        "drops:\n  - {name: a, clear: delete, local: {root: x}}\n",
        "audit: {key: a}\n", "audit: {checkpoints: a}\n", "audit: {key: a, checkpoints: b, every-minutes: 0}\n",
        "audit: {key: a, checkpoints: b, every-minutes: 1441}\n", "audit: {key: a, checkpoints: b, hourly: true}\n",
    ])
    func whatCannotBeServedIsAComplaint(_ yaml: String) {
        #expect(!complaints(yaml).isEmpty)
    }

    private func read(
        _ yaml: String, environment: [String: String] = [:],
        folder: URL = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    ) throws -> Settings {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("crossdock.yaml")
        try yaml.write(to: file, atomically: true, encoding: .utf8)
        return try SettingsReader.read(file.path, environment: environment)
    }

    private func complaints(_ yaml: String, environment: [String: String] = [:]) -> [Complaint] {
        do {
            _ = try read(yaml, environment: environment)
            return []
        } catch let found as Complaints {
            return found.all
        } catch {
            Issue.record("not complaints: \(error)")
            return []
        }
    }
}
