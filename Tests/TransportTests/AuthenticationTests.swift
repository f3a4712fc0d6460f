import CLibSSH2
import CrossdockTesting
import Foundation
import Testing
import Transport

struct AuthenticationTests {
    @Test(arguments: [LoopbackSSHServer.KeyType.ed25519, .ecdsa])
    func keysLetIn(_ type: LoopbackSSHServer.KeyType) async throws {
        try await withServer { server in
            var settings = try server.settings()
            let open = try server.clientKey(type)
            let locked = try server.clientKey(type, passphrase: "the passphrase")
            for credential in [
                SFTPCredential.privateKey(.file(path: open)),
                .privateKey(.pem(Secret(try String(contentsOfFile: open, encoding: .utf8)))),
                .privateKey(.file(path: locked), passphrase: Secret("the passphrase")),
            ] {
                settings.credentials = [credential]
                try succeeds(settings)
            }
        }
    }

    @Test func wrongKeysAreRefusedWithTheirReason() async throws {
        try await withServer { server in
            var settings = try server.settings()
            let locked = try server.clientKey(.ed25519, passphrase: "the passphrase")
            let garbage = server.folder + "/garbage"
            try "not a key".write(toFile: garbage, atomically: true, encoding: .utf8)
            for (credential, words) in [
                (
                    SFTPCredential.privateKey(
                        .file(path: try server.clientKey(.ed25519, isAuthorised: false))),
                    "client_ed25519"
                ),
                (.privateKey(.file(path: locked)), "no passphrase"),
                (
                    .privateKey(.file(path: locked), passphrase: Secret("wrong-passphrase")),
                    "passphrase"
                ),
                (.privateKey(.file(path: "/nonexistent/key")), "cannot be read"),
                (.privateKey(.file(path: garbage)), "garbage"),
                (.password(Secret("wrong-password")), "takes no password"),
            ] {
                settings.credentials = [credential]
                let error = try refusal(settings)
                #expect(error.kind == .authenticationFailed)
                #expect(error.verb == .authenticate)
                #expect(error.detail.contains(words), "\(error)")
                #expect(!error.isRetryable)
            }
            settings.credentials = []
            #expect(try refusal(settings).kind == .authenticationFailed)
            settings.credentials = [
                .privateKey(.file(path: garbage)),
                .privateKey(.file(path: try server.clientKey(.ecdsa))),
            ]
            try succeeds(settings)
        }
    }

    @Test func rsaKeyWorksOrSaysWhyNot() async throws {
        try await withServer { server in
            var settings = try server.settings()
            settings.credentials = [.privateKey(.file(path: try server.clientKey(.rsa)))]
            if libssh2_version(0x010b00) != nil { return try succeeds(settings) }
            let error = try refusal(settings)
            #expect(error.kind == .unsupportedKey)
            #expect(error.detail.contains("SHA-1"))
            #expect(error.advice.contains("ed25519") && error.advice.contains("1.11"))
        }
    }

    @Test(.enabled(if: TemporaryAccount.canBeMade, "only root can make an account with a password"))
    func passwordAndKeyboardInteractive() async throws {
        try await withServer(
            .init(configuration: [
                "PasswordAuthentication yes", "KbdInteractiveAuthentication yes", "UsePAM yes",
            ])
        ) { server in
            let account = try TemporaryAccount()
            var settings = try server.settings()
            settings.user = account.name
            for make in [SFTPCredential.password, SFTPCredential.keyboardInteractive] {
                settings.credentials = [make(Secret(account.password))]
                try succeeds(settings)
                settings.credentials = [make(Secret("wrong-" + account.password))]
                let error = try refusal(settings)
                #expect(error.kind == .authenticationFailed)
                #expect(!"\(error)\(error.advice)".contains(account.password))
            }
        }
    }

    /// As an account without special rights, so that permissions count.
    @Test(.enabled(if: TemporaryAccount.canBeMade, "only root can make an account with a password"))
    func unreadableFileIsPermissionDenied() async throws {
        try await withServer(.init(configuration: ["PasswordAuthentication yes"])) { server in
            let account = try TemporaryAccount()
            var settings = try server.settings()
            settings.user = account.name
            settings.credentials = [.password(Secret(account.password))]
            chmod(server.folder, 0o777)
            let item = try #require(
                EndpointConformance.cases.first { $0.name.contains("unreadable") })
            let bench = ConformanceBench(
                endpoint: SFTPEndpoint(settings), folderOnDisk: server.folder, isJailed: false,
                isPrivileged: false)
            #expect(try item.run(bench) == .passed)
            chmod(server.folder, 0o755)
            let session = try SFTPEndpoint(settings).connect()
            defer { session.close() }
            let error = try transportError {
                _ = try session.rename(
                    RemoteFolder.root.file(try RemoteName("open")),
                    to: RemoteFolder.root.file(try RemoteName("x")))
            }
            #expect(error.kind == .permissionDenied)
        }
    }

    @Test func secretsAreNeverInDescriptions() async throws {
        try await withServer { server in
            var settings = try server.settings()
            settings.credentials = [
                .password(Secret("s3cr3t-word")), .keyboardInteractive(Secret("s3cr3t-answer")),
                .privateKey(
                    .pem(Secret("-----BEGIN OPENSSH PRIVATE KEY-----\ns3cr3t-key")),
                    passphrase: Secret("s3cr3t-phrase")),
            ]
            let error = try refusal(settings)
            var dumped = ""
            dump(settings, to: &dumped)
            dump(error, to: &dumped)
            dumped +=
                "\(settings) \(error) \(error.advice) \(String(reflecting: settings)) \(SFTPEndpoint(settings))"
            #expect(!dumped.contains("s3cr3t"))
            #expect(dumped.contains("(secret)"))
        }
    }
}
