import Canonical
import Foundation
import HTTPTypes
import Hummingbird
import NIOHTTP1

/// Turns every error into a problem document. One that is nobody's but ours becomes a 500 with an id,
/// and is logged under that id.
struct ProblemMiddleware: RouterMiddleware {
    let methods: AllowedMethods

    func handle(
        _ request: Request, context: OpenContext,
        next: (Request, OpenContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // The server itself answers what is not HTTP, and closes the connection.
            throw error
        } catch {
            return problem(error, request, context).response(path: request.uri.path)
        }
    }

    private func problem(_ error: any Error, _ request: Request, _ context: OpenContext) -> Problem {
        if error is HTTPError, context.endpointPath == "NotFound" {
            let allowed = methods.allowed(at: request.uri.path)
            guard !allowed.isEmpty else { return Problem(.notFound, "There is nothing at this path.") }
            let list = allowed.joined(separator: ", ")
            var problem = Problem(.methodNotAllowed, "Allowed here: \(list).")
            problem.headers[.allow] = list
            return problem
        }
        if let problem = Problem(error) { return problem }
        let id = UUID().uuidString.lowercased()
        context.logger.error(
            "A request failed",
            metadata: ["error.id": .string(id), "error": .string(Self.safeText(of: error))])
        var problem = Problem(
            .internalError, "It was logged under the id \(id). The request may be sent again.")
        problem.instance = "urn:uuid:\(id)"
        return problem
    }

    /// Findings quote the data they are about, so only their rule is logged.
    private static func safeText(of error: any Error) -> String {
        if let finding = error as? Finding { return "Finding: \(finding.rule)" }
        return String("\(Swift.type(of: error)): \(error)".prefix(500))
    }
}
