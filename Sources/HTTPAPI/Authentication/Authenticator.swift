import HTTPTypes
import Hummingbird

/// Finds the key in `Authorization: Bearer cdk_…`. Nothing else is looked at: a key in a URL would end
/// up in logs along the way.
struct Authenticator: RouterMiddleware {
    let keys: KeyCache

    func handle(
        _ request: Request, context: OpenContext,
        next: (Request, OpenContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else { throw Problem.unauthenticated() }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let key = try await keys.find(token: parts[1].trimmingPrefix(" "))
        else { throw Problem.unauthenticated(isWrong: true) }
        var context = context
        context.key = key
        context.caller.name = key.name
        return try await next(request, context)
    }
}
