import ArgumentParser
import Canonical
import Foundation
import Ledger

extension AuditCommand {
    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the key that signs this ledger's checkpoints, and print its public half.",
            discussion: "Keep the file where the ledger's owner cannot read it, and the public half where auditors find it.")

        @Argument(help: "The file to write; it must not exist.")
        var file: String

        @OptionGroup var options: DataOptions

        func run() throws {
            let ledger = try options.open().ledger
            let key = CheckpointKey(origin: try ledger.origin())
            try key.write(to: file)
            try ledger.noteAct("audit.key", by: NSUserName(), on: "audit/key", [("key", .string(key.description))])
            if options.json {
                Console.say(.object([("file", .string(file)), ("publicKey", .string(key.description))]))
            } else {
                Console.say(key.description)
            }
        }
    }

    struct Checkpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign what the audit is now, for a place outside the ledger.",
            discussion: "Prints the checkpoint, byte for byte, and writes it to a file where one is named; never over another.")

        @Option(help: "The file of the key, as 'audit key' makes it.")
        var key: String

        @Option(help: "A folder, in which the file is named after the number of rows; or a file that does not exist.")
        var to: String?

        @OptionGroup var options: DataOptions

        func run() throws {
            let key = try CheckpointKey(file: key)
            let (signed, file) = try options.open().ledger.exportCheckpoint(signedBy: key, to: to, by: NSUserName())
            guard options.json else { return Console.say(String(signed.text.dropLast())) }
            Console.say(
                .object([
                    ("origin", .string(signed.checkpoint.origin)), ("rows", .integer(Int(signed.checkpoint.count))),
                    ("head", .string(signed.checkpoint.head.hex)), ("at", .string(signed.checkpoint.at.description)),
                    ("key", .string(key.description)), ("file", .optional(file)), ("text", .string(signed.text)),
                ]))
        }
    }
}
