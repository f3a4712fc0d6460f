import CrossdockTesting
import Foundation
import Testing
import Transport

/// Both endpoints pass the suite that third parties run on theirs.
struct ConformanceTests {
    @Test(arguments: EndpointConformance.cases)
    func localFolder(_ item: EndpointConformance.Case) async throws {
        try await onThread {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            try item.run(
                ConformanceBench(
                    endpoint: LocalFolder(root: folder.path), folderOnDisk: folder.path,
                    isJailed: true))
        }
    }

    @Test(arguments: EndpointConformance.cases)
    func sftp(_ item: EndpointConformance.Case) async throws {
        try await onThread {
            let server = try LoopbackSSHServer()
            defer { server.stop() }
            try item.run(
                ConformanceBench(
                    endpoint: SFTPEndpoint(try server.settings()), folderOnDisk: server.folder,
                    isJailed: false))
        }
    }
}
