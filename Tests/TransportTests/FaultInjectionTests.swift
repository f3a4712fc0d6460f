import CrossdockTesting
import Foundation
import Synchronization
import Testing
import Transport

struct FaultInjectionTests {
    private let lost = TransportError(.connectionLost, .read, place: "test", detail: "injected")

    private func withFile(
        _ body: (FaultPlan, FaultInjectingEndpoint, RemotePath, String) throws -> Void
    ) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data(count: 100_000).write(to: URL(fileURLWithPath: folder.path + "/a"))
        let plan = FaultPlan()
        let endpoint = FaultInjectingEndpoint(LocalFolder(root: folder.path), plan: plan)
        try body(plan, endpoint, RemoteFolder.root.file(try RemoteName("a")), folder.path)
    }

    @Test func failsBeforeOrAfterTheAct() throws {
        try withFile { plan, endpoint, path, folder in
            plan.inject(.fail(lost), into: .remove)
            plan.inject(.failAfterwards(lost), into: .remove, call: 2)
            #expect(try transportError { try endpoint.connect().remove(path) } == lost)
            #expect(FileManager.default.fileExists(atPath: folder + "/a"))
            let session = try endpoint.connect()
            #expect(try transportError { try session.remove(path) } == lost)
            #expect(!FileManager.default.fileExists(atPath: folder + "/a"))
            #expect(!session.isOpen)
            #expect(plan.calls(of: .remove) == 2)
            #expect(plan.calls(of: .connect) == 2)
        }
    }

    @Test func truncatesAndBreaksReads() throws {
        try withFile { plan, endpoint, path, _ in
            plan.inject(.truncate(after: 1000), into: .read)
            plan.inject(.failDuring(after: 1, lost), into: .read, call: 2)
            let session = try endpoint.connect()
            var count = 0
            #expect(try session.read(path) { count += $0.count } == 1000)
            #expect(count == 1000)
            #expect(try transportError { try session.read(path) { _ in } } == lost)
        }
    }

    @Test func sweepsOverAllCallsAndStalls() throws {
        try withFile { plan, endpoint, path, folder in
            let stalled = Mutex(0)
            plan.inject(.stall { stalled.withLock { $0 += 1 } }, into: nil, call: 2)
            plan.inject(.fail(lost), into: nil, call: 3)
            plan.inject(.failDuring(after: 1, lost), into: .list)
            let session = try endpoint.connect()
            #expect(try session.stat(path) != nil)
            #expect(stalled.withLock { $0 } == 1)
            #expect(try transportError { _ = try session.stat(path) } == lost)
            #expect(try transportError { try endpoint.connect().list(.root) { _ in true } } == lost)
        }
    }
}
