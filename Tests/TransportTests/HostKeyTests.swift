import CrossdockTesting
import Foundation
import Testing
import Transport

struct HostKeyTests {
    @Test func unknownKeyIsRefusedBeforeAuthentication() async throws {
        try await withServer { server in
            var settings = try server.settings()
            let empty = server.folder + "/no-hosts"
            try Data().write(to: URL(fileURLWithPath: empty))
            for hostKeys in [
                SFTPHostKeys.knownHostsFile(path: empty), .knownHostsFile(path: "/nonexistent"),
                .fingerprints([]),
            ] {
                settings.hostKeys = hostKeys
                let error = try refusal(settings)
                #expect(error.kind == .hostKeyUnknown)
                #expect(!error.isRetryable)
                if hostKeys != .knownHostsFile(path: "/nonexistent") {
                    #expect(error.detail.contains("SHA256:"))
                }
            }
            #expect(!server.log.contains("Accepted"))
            #expect(!server.log.contains("user \(server.user)"))
        }
    }

    @Test func changedKeyIsRefusedAndNamed() async throws {
        try await withServer { server in
            let settings = try server.settings()
            try succeeds(settings)
            let old = try server.fingerprint(.ed25519)
            try server.restart(withNewHostKey: true)
            let error = try refusal(settings)
            #expect(error.kind == .hostKeyChanged)
            #expect(error.detail.contains(old))
            let new = try [server.fingerprint(.ed25519), server.fingerprint(.ecdsa)]
            #expect(new.contains { error.detail.contains($0) })
            #expect(!server.log.contains("Accepted"))
        }
    }

    @Test func changedFingerprintIsRefusedWithAllThatWereShown() async throws {
        try await withServer { server in
            var settings = try server.settings()
            settings.hostKeys = .fingerprints(["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
            )
            let error = try refusal(settings)
            #expect(error.kind == .hostKeyChanged)
            for type in [LoopbackSSHServer.KeyType.ed25519, .ecdsa] {
                #expect(error.detail.contains(try server.fingerprint(type)))
            }
        }
    }

    @Test(arguments: [LoopbackSSHServer.KeyType.ed25519, .ecdsa])
    func oneKindPinnedIsEnough(_ type: LoopbackSSHServer.KeyType) async throws {
        try await withServer { server in
            var settings = try server.settings()
            let fingerprint = try server.fingerprint(type)
            for hostKeys in [
                SFTPHostKeys.knownHostsFile(path: try server.knownHostsFile(only: type)),
                .knownHostsFile(path: try server.knownHostsFile(only: type, hashed: true)),
                .fingerprints([fingerprint]), .fingerprints(["SHA256:other", fingerprint + "="]),
            ] {
                settings.hostKeys = hostKeys
                try succeeds(settings)
            }
        }
    }

    @Test func revokedKeyIsRefused() async throws {
        try await withServer { server in
            var settings = try server.settings()
            let lines = try String(contentsOfFile: server.knownHostsFile, encoding: .utf8)
            let revoked = lines.split(separator: "\n").map { "@revoked \($0)" }.joined(
                separator: "\n")
            let path = server.folder + "/revoked"
            try (lines + revoked).write(toFile: path, atomically: true, encoding: .utf8)
            settings.hostKeys = .knownHostsFile(path: path)
            let error = try refusal(settings)
            #expect(error.kind == .hostKeyChanged)
            #expect(error.detail.contains("revoked"))
        }
    }

    @Test func commentsListsAndOtherHostsInKnownHosts() async throws {
        try await withServer { server in
            var settings = try server.settings()
            let line = try String(
                contentsOfFile: try server.knownHostsFile(only: .ed25519), encoding: .utf8)
            let other = line.replacingOccurrences(of: "[127.0.0.1]", with: "[127.0.0.2]")
            let list = line.replacingOccurrences(of: "[127", with: "elsewhere,[127")
            let path = server.folder + "/hosts"
            settings.hostKeys = .knownHostsFile(path: path)
            try "# \(line)\n\nnonsense\n\(other)".write(
                toFile: path, atomically: true, encoding: .utf8)
            #expect(try refusal(settings).kind == .hostKeyUnknown)
            try "# comment\r\n\(other)\(list)".write(
                toFile: path, atomically: true, encoding: .utf8)
            try succeeds(settings)
        }
    }
}
