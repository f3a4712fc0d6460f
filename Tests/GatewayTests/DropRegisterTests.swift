import Canonical
import CrossdockTesting
import Foundation
import Intake
import Ownership
import Registry
import Testing
import Transport

@testable import Gateway

/// Drops are entered with the ledger when the daemon starts.
@Suite struct DropRegisterTests {
    let folder: TemporaryFolder
    let installation: Installation

    init() throws {
        folder = try TemporaryFolder()
        let canonical = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        _ = try TillRegistry(in: folder.path + "/registry", canonical: canonical.path + "/Interfaces/canonical")
        installation = try Installation(
            data: folder.path + "/data", interfaces: folder.path + "/registry", timekeeper: ManualTimekeeper(noonOf: RecordBatch.sampleDay))
    }

    private func drop(_ name: String, _ interface: String) throws -> Drop {
        Drop(name: name, endpoint: LocalFolder(root: folder.path), interface: interface, clearing: .delete)
    }

    private func take(_ act: LifeAct) throws {
        let definition = try #require(installation.library.definition("till.sales"))
        let ledger = installation.ledger
        let admin = try ledger.person(named: "admin") ?? ledger.createUser(name: "admin", roles: [.admin], by: nil)
        let ops = try ledger.person(named: "ops") ?? ledger.createUser(name: "ops", roles: [.releaseManager], by: admin)
        try LifeBook(installation.pipeline).take(act, on: definition, reason: "why", by: ops)
    }

    @Test func aNewDropOfARetiringInterfaceIsRefused() throws {
        let register = DropRegister(installation)
        try register.enter([try drop("till", "till.sales")])
        let date = RecordBatch.sampleDay.adding(days: 10)
        try take(.set(LifeChange(status: .transitional, successor: "till.coded", decommissionBy: date)))
        try take(.set(LifeChange(status: .retiring)))
        let error = try #require(throws: SettingsError.self) {
            try register.enter([try drop("till", "till.sales"), try drop("new", "till.sales@1")])
        }
        #expect(
            error.description == "the drop 'new' is new to the interface 'till.sales@1.0.0', which is being retired and takes no new drop: "
                + "bind it to its successor, 'till.coded'")
        try register.enter([try drop("till", "till.sales"), try drop("new", "till.coded")])
    }

    @Test func anUnknownInterfaceIsFoundAtStart() throws {
        #expect(throws: SettingsError.self) { try DropRegister(installation).enter([try drop("till", "till.none")]) }
    }

    @Test func anOverdueInterfaceIsNotGood() throws {
        #expect(try HealthCheck(installation).run().isGood)
        let clock = ManualTimekeeper(noonOf: RecordBatch.sampleDay)
        try take(.set(LifeChange(status: .transitional, successor: "till.coded", decommissionBy: clock.now().utcDay)))
        #expect(try HealthCheck(installation).run().isGood)
        clock.advance(seconds: 86_400)
        let later = try Installation(data: folder.path + "/data", interfaces: folder.path + "/registry", timekeeper: clock)
        let bad = try HealthCheck(later).run().lines.filter { !$0.isGood }
        #expect(bad.map(\.name) == ["interface till.sales@1.0.0"])
    }

    @Test func lookingAtLivesMakesNoLedger() throws {
        let empty = folder.path + "/nothing"
        #expect(try Installation.lives(of: installation.library, data: empty)["till.sales@1.0.0"]?.status == .strategic)
        #expect(!FileManager.default.fileExists(atPath: empty))
    }

    // MARK: - what is broken

    /// The same folders, after a typing error in `till.coded`.
    private func broken() throws -> Installation {
        let path = folder.path + "/registry/till.coded/1.0.0.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("{from: day}", with: "{from: dya}").write(toFile: path, atomically: true, encoding: .utf8)
        return try Installation(
            data: folder.path + "/data", interfaces: folder.path + "/registry", timekeeper: ManualTimekeeper(noonOf: RecordBatch.sampleDay))
    }

    @Test func aDropOfABrokenInterfaceStaysWhatItWas() throws {
        try DropRegister(installation).enter([try drop("till", "till.sales"), try drop("coded", "till.coded")])
        let later = try broken()
        try DropRegister(later).enter([try drop("till", "till.sales"), try drop("coded", "till.coded")])
        let coded = try #require(installation.library.definition("till.coded"))
        #expect(try LifeBook(installation.pipeline).details(of: coded).consumers.map { "\($0.source) \($0.isStanding)" } == ["coded true"])
    }

    @Test func theHealthCheckNamesWhatIsBroken() throws {
        let bad = try HealthCheck(try broken()).run().lines.filter { !$0.isGood }
        #expect(bad.map(\.name) == ["registry"] && bad[0].text.contains("till.coded@1.0.0"), "\(bad.map(\.text))")
    }

    /// Who owns what cannot be read: then nothing may be posted.
    @Test func aBrokenCharterOpensNothing() throws {
        try "rules: {}\n".write(toFile: folder.path + "/registry/ownership.yaml", atomically: true, encoding: .utf8)
        #expect(throws: Complaints.self) {
            try Installation(data: folder.path + "/data", interfaces: folder.path + "/registry")
        }
    }

    /// A step back is taken all the same, and time alone moves nothing.
    @Test func aGuardedLedgerOpensWithWhatIsGood() throws {
        _ = try broken()
        try "nonsense: 1\n".write(toFile: folder.path + "/registry/till.ask/1.0.0.yaml", atomically: true, encoding: .utf8)
        let guarded = try GuardedLedger(data: folder.path + "/data", interfaces: folder.path + "/registry")
        #expect(guarded.complaints?.all.isEmpty == false && guarded.library?.definition("till.sales") != nil)
    }
}
