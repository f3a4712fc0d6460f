import Foundation
import Hummingbird

/// Takes in request bodies within limits of size and time.
struct BodyReader: Sendable {
    let backend: Backend

    /// The whole body: in memory where it is short, in a file where it is not.
    ///
    /// - Throws: a 413 `Problem` past `limit` bytes, a 408 `Problem` for a body that trickles, a 415 `Problem` for one that is
    ///   packed.
    func receive(_ request: Request, limit: Int) async throws -> ReceivedBody {
        try Self.refuseCodings(request)
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw Self.tooLarge(limit)
        }
        let settings = backend.settings
        let began = ContinuousClock.now
        var bytes: [UInt8] = []
        var size = 0
        var file: SpooledFile?
        for try await chunk in request.body {
            size += chunk.readableBytes
            guard size <= limit else { throw Self.tooLarge(limit) }
            let allowance = settings.requestTimeout + .seconds(size / max(1, settings.slowestRate))
            guard ContinuousClock.now - began <= allowance else { throw Self.tooSlow() }
            bytes.append(contentsOf: chunk.readableBytesView)
            if bytes.count > settings.memoryBodyBytes {
                file = try await spool(&bytes, to: file)
            }
        }
        guard file != nil else { return .memory(bytes) }
        return .file(try await spool(&bytes, to: file))
    }

    /// The body of a small JSON request.
    func receiveSmall(_ request: Request) async throws -> [UInt8] {
        let limit = 64 << 10
        guard case .memory(let bytes) = try await receive(request, limit: min(limit, backend.settings.memoryBodyBytes))
        else { throw Self.tooLarge(limit) }
        return bytes
    }

    private func spool(_ bytes: inout [UInt8], to file: SpooledFile?) async throws -> SpooledFile {
        let (part, folder) = (bytes, backend.spool)
        bytes = []
        return try await backend.reads.run {
            let file = try file ?? folder.makeFile()
            try file.append(part)
            return file
        }
    }

    /// RFC 9110, section 15.5.16: a coding that is not taken is answered with those that are.
    private static func refuseCodings(_ request: Request) throws {
        let codings = request.headers[values: .contentEncoding].flatMap { $0.split(separator: ",") }
        guard let coding = codings.map({ $0.filter { $0 != " " && $0 != "\t" } }).first(where: { $0.lowercased() != "identity" })
        else { return }
        var problem = Problem(
            .contentCoding, "The Content-Encoding '\(String(coding.prefix(40)))' is not taken. Nothing was posted; send the body as it is.")
        problem.headers[.acceptEncoding] = "identity"
        throw problem
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        var problem = Problem(.bodyTooLarge, "At most \(limit) bytes are taken here. Send it in parts.")
        problem.members = [("limit", .integer(limit))]
        return problem
    }

    private static func tooSlow() -> Problem {
        Problem(.tooSlow, "Nothing was posted. Send it again over a faster line, or in parts.")
    }
}
