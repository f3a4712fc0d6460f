import HTTPTypes
import Hummingbird

/// One route: the declaration that registers it is the one that `/openapi.json` lists.
struct Operation: Sendable {
    enum Handling: Sendable {
        /// Needs no key.
        case open(@Sendable (Request, Arguments, OpenContext) async throws -> Response)
        /// Needs a key that grants the scope.
        case keyed(APIScope, @Sendable (Request, Arguments, KeyedContext) async throws -> Response)
    }

    let method: HTTPRequest.Method
    /// With parameters in braces, as both OpenAPI and the router write it.
    let path: String
    /// The operation's name in generated clients.
    let id: String
    let summary: String
    var parameters: [Parameter] = []
    var body: BodyShape?
    let replies: [ReplyShape]
    let handling: Handling

    var scope: APIScope? {
        if case .keyed(let scope, _) = handling { return scope }
        return nil
    }

    func register(open: Router<OpenContext>, keyed: RouterGroup<KeyedContext>) {
        let declared = parameters
        switch handling {
        case .open(let handle):
            open.on(RouterPath(path), method: method) { request, context in
                try await handle(request, Arguments(request, context.parameters, declared: declared), context)
            }
        case .keyed(let scope, let handle):
            keyed.on(RouterPath(path), method: method) { request, context in
                guard context.key.grants(scope.rawValue) else {
                    throw Problem(
                        .notPermitted, "The key '\(context.key.name)' does not grant '\(scope.rawValue)'.")
                }
                return try await handle(
                    request, Arguments(request, context.parameters, declared: declared), context)
            }
        }
    }
}
