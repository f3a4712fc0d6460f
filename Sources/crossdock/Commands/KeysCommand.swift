import ArgumentParser
import Canonical
import Foundation
import Gateway
import Ledger

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "API keys for REST callers.",
        discussion:
            "A user's key is made and revoked by that user or an admin, a machine's by an admin; anybody may as long as there are no users.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key. Its token is printed once and stored only as a hash.")

        @Argument(help: "Who will use it.")
        var name: String

        @Option(name: .customLong("scope"), help: "A permission, such as records:read or transfers:write; may be repeated.")
        var scopes: [String] = []

        @Option(help: "The writer this key speaks for; needed to send facts.")
        var writer: String?

        @Option(help: "The user who acts with it; that user makes it, or an admin.")
        var user: String?

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let wanted = scopes.isEmpty ? ["records:read", "changes:read", "interfaces:read", "transfers:read"] : scopes
            let made = try installation.ledger.createKey(
                name: name, scopes: Set(wanted), writer: writer, user: user, by: ActingUser.name(in: installation.ledger))
            if options.json {
                Console.say(.object([("id", .integer(Int(made.key.id))), ("name", .string(name)), ("token", .string(made.token))]))
            } else {
                Console.say(made.token)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List keys; never their tokens.")

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let keys = try installation.ledger.keys()
            if options.json { return Console.say(.array(keys.map(\.json))) }
            var table = Table(["id", "name", "user", "writer", "scopes", "created", "revoked"], numeric: [0])
            for key in keys {
                table.add([
                    String(key.id), key.name, key.user ?? "-", key.writer ?? "-", key.scopes.sorted().joined(separator: " "),
                    key.createdAt.description,
                    key.revokedAt?.description ?? "-",
                ])
            }
            Console.say(table.text)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key; it stops working within seconds.")

        @Argument(help: "The key's number.")
        var id: Int64

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            try installation.ledger.revokeKey(id, by: ActingUser.name(in: installation.ledger))
            Console.say("key \(id) is revoked")
        }
    }
}
