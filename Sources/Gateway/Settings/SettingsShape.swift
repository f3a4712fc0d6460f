import Registry

/// The declared language of `crossdock.yaml`, the settings of one deployment. Secrets are never in it:
/// it says which environment variable or file holds them.
package enum SettingsShape {
    package static let book = ShapeBook(
        title: "Crossdock settings",
        root: .object([
            .init("data", .text, "the folder of the ledger and the archive; ./crossdock-data unless said"),
            .init("interfaces", .text, "the folder of the registry; ./Interfaces unless said"),
            .init("http", .named("http"), "the REST door; closed if left out"),
            .init("log", .choice(["trace", "debug", "info", "notice", "warning", "error"]), "how much is logged; info unless said"),
            .init("free-space-floor", .integer, "megabytes below which no new file is taken; 256 unless said"),
            .init("shutdown-seconds", .integer, "how long work in hand may take to end; 30 unless said"),
            .init("audit", .named("audit"), "signed checkpoints of the audit; none are exported if left out"),
            .init("drops", .list(of: .named("drop")), "the folders that are watched"),
        ]),
        named: [
            "http": .object([
                .init("host", .text, "the address to listen on; 127.0.0.1 unless said"),
                .init("port", .integer, "the port; 8080 unless said"),
                .init("max-body-megabytes", .integer, "the largest body; 64 unless said"),
            ]),
            "audit": .object([
                .init("key", .text, required: true, "the file of the key that signs, as 'crossdock audit key' makes it"),
                .init("checkpoints", .text, required: true, "the folder they go to, best on another machine's disk"),
                .init("every-minutes", .integer, "minutes between two, from 1 to 1440; 60 unless said"),
            ]),
            "drop": .object([
                .init("name", .text, required: true, "how logs, receipts and tables name it"),
                .init("interface", .text, required: true, "id, or id@version"),
                .init("local", .named("local"), "a folder of this machine"),
                .init("sftp", .named("sftp"), "an account on an SFTP server"),
                .init("folder", .text, "below the root; the root itself unless said"),
                .init("locations", .list(of: .text), "the locations whose records may come this way, with *; any unless said"),
                .init("match", .list(of: .text), "names to take, with * and ?; all unless said"),
                .init("ignore", .list(of: .text), "names never to take, beside temporary ones"),
                .init("done-file", .text, "a file is whole once one with this ending stands beside it, such as .done"),
                .init(
                    "clear",
                    .either([.choice(["delete", "leave"]), .object([.init("move", .text, required: true, "a folder below the root")])]),
                    required: true, "what happens to a posted file"),
                .init("every", .text, "seconds between polls; 10 unless said"),
                .init("settle-polls", .integer, "polls in a row that must see a file unchanged; 2 unless said"),
                .init("minimum-age", .integer, "seconds that a file must be unchanged; 5 unless said"),
                .init("sessions", .integer, "files fetched side by side; 2 unless said"),
            ]),
            "local": .object([.init("root", .text, required: true, "the folder; nothing outside it is ever touched")]),
            "sftp": .object([
                .init("host", .text, required: true, "name or address"),
                .init("port", .integer, "22 unless said"),
                .init("user", .text, required: true, "the account"),
                .init("root", .text, "the folder to begin in; the account's own unless said"),
                .init("password", .named("secret"), "where the password is"),
                .init(
                    "key",
                    .object([
                        .init("file", .text, required: true, "an Ed25519 or ECDSA private key"),
                        .init("passphrase", .named("secret"), "where its passphrase is"),
                    ]), "a private key"),
                .init("keyboard-interactive", .named("secret"), "where the answer to the server's prompt is"),
                .init("known-hosts", .text, "a known_hosts file that holds the server's key"),
                .init("fingerprints", .list(of: .text), "or the key's fingerprints, SHA256:…"),
                .init("connect-seconds", .integer, "15 unless said"),
                .init("reply-seconds", .integer, "how long any one answer may take; 30 unless said"),
            ]),
            "secret": .object([
                .init("env", .text, "the environment variable that holds it"),
                .init("file", .text, "the file that holds it, and nothing else"),
            ]),
        ])
}
