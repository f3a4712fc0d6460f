import ArgumentParser
import Canonical
import Foundation
import Ledger

extension AuditCommand {
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute the hash chain; exit status 1 if any row was changed, removed or moved.",
            discussion: """
                The chain alone cannot tell whether somebody has computed all of it again. A checkpoint that was exported \
                before can: it vouches for every row it covers. With several, the audit must agree with each of them, and so \
                they agree with one another.
                """)

        @Option(name: .customLong("against"), help: "A checkpoint's file; may be repeated.")
        var files: [String] = []

        @Option(help: "The key that must have signed them, as 'audit key' printed it.")
        var publicKey: String?

        @OptionGroup var options: DataOptions

        func validate() throws {
            if publicKey != nil, files.isEmpty { throw ValidationError("'--public-key' is of use only with '--against'.") }
        }

        func run() throws {
            let checkpoints = try files.map { (file: $0, signed: try signed($0)) }
            let installation = try options.open()
            let result = try installation.ledger.auditVerify(against: checkpoints.map(\.signed.checkpoint))
            if options.json {
                Console.say(
                    .object([
                        ("intact", .boolean(result.isIntact)), ("rows", .integer(Int(result.rows))), ("head", .optional(result.head?.hex)),
                        ("firstBad", .optional(result.firstBad.map { Int($0) })), ("problem", .optional(result.problem?.rawValue)),
                        (
                            "breaks",
                            .array(
                                result.breaks.map { found in
                                    .object([
                                        ("first", .integer(Int(found.first))), ("last", .integer(Int(found.last))),
                                        ("problem", .string(found.problem.rawValue)),
                                    ])
                                })
                        ),
                        ("contradiction", .optional(result.contradiction?.description)),
                        ("checkpoints", .array(checkpoints.map { json($0.file, $0.signed) })),
                    ]))
            } else if result.isIntact {
                Console.say("\(result.rows) rows, chain intact, head \(result.head?.hex ?? "-")")
                for (file, signed) in checkpoints {
                    Console.say("\(file): its \(signed.checkpoint.count) rows of \(signed.checkpoint.at) are all there; \(signer(signed))")
                }
            }
            guard let sentence = result.sentence else { return }
            let file = checkpoints.first { $0.signed.checkpoint == result.contradiction?.checkpoint }?.file
            throw Refused(text: (file.map { "\($0): " } ?? "") + sentence)
        }

        private func signed(_ file: String) throws -> SignedCheckpoint {
            var verifier: CheckpointVerifier?
            if let publicKey {
                verifier = try? CheckpointVerifier(publicKey)
                if verifier == nil { throw ValidationError("\(CheckpointError.notAPublicKey)") }
            }
            do {
                let signed = try CheckpointFile.read(file)
                if let verifier { try signed.verify(with: verifier) }
                return signed
            } catch let error as CheckpointError where error.isRefusal {
                throw Refused(text: "\(file): \(error)")
            }
        }

        private func signer(_ signed: SignedCheckpoint) -> String {
            if let publicKey { return "signed by \(publicKey)" }
            let names = signed.signatures.map(\.keyName).joined(separator: ", ")
            return "it says that \(names) signed it, which was not checked: pin the key with --public-key"
        }

        private func json(_ file: String, _ signed: SignedCheckpoint) -> JSONText {
            .object([
                ("file", .string(file)), ("rows", .integer(Int(signed.checkpoint.count))), ("head", .string(signed.checkpoint.head.hex)),
                ("at", .string(signed.checkpoint.at.description)),
                ("signedBy", .array(signed.signatures.map { .string($0.keyName) })), ("pinned", .boolean(publicKey != nil)),
            ])
        }
    }
}
