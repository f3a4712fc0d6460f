import Canonical
import Hummingbird
import Intake
import Ledger
import Logging
import NIOCore

/// The REST surface of a gateway: every route, ready to be served.
package struct API: Sendable {
    package let settings: APISettings
    /// Every route that is served, as `/openapi.json` lists it.
    let operations: [Operation]
    let backend: Backend

    /// - Parameter metrics: what `/metrics` renders; give the same one to `MetricsSystem.bootstrap`.
    package init(
        pipeline: Pipeline, ledger: Ledger, shelf: PlanShelf, timekeeper: any Timekeeper,
        settings: APISettings, logger: Logger, metrics: MetricsRegistry
    ) {
        self.settings = settings
        backend = Backend(
            pipeline: pipeline, ledger: ledger, shelf: shelf, timekeeper: timekeeper, settings: settings,
            logger: logger, metrics: metrics, reads: BlockingPool(threads: 4),
            postings: BlockingPool(threads: 2), bulkPostings: BlockingPool(threads: 2),
            spool: SpoolFolder(path: ledger.folder + "/spool", timekeeper: timekeeper))
        operations = Operation.all(of: backend)
    }

    /// The OpenAPI 3.1 document, as `/openapi.json` gives it.
    package var openAPI: String {
        String(decoding: OpenAPIDocument(operations, library: backend.library).bytes, as: UTF8.self)
    }

    /// A router with all routes and middleware. More routes may be added to it; they get the request
    /// log, metrics, headers and problem documents, but no authentication.
    package func router() -> Router<OpenContext> {
        let router = Router(context: OpenContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestRecorder(metrics: backend.metrics))
        router.add(middleware: ProblemMiddleware(methods: AllowedMethods(operations)))
        let keyed = router.group()
            .add(middleware: Authenticator(keys: KeyCache(backend)))
            .group(context: KeyedContext.self)
        for operation in operations { operation.register(open: router, keyed: keyed) }
        return router
    }

    /// The server, to be run in a `ServiceGroup` with a limit on graceful shutdown.
    ///
    /// - Parameters:
    ///   - router: what `router()` returned, with routes added to it; a fresh one where `nil`.
    ///   - onServerRunning: called with the port once connections are accepted.
    package func application(
        router: Router<OpenContext>? = nil,
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> Application<RouterResponder<OpenContext>> {
        Application(
            router: router ?? self.router(),
            server: .http1(configuration: .init(idleTimeout: TimeAmount(settings.idleTimeout))),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: "crossdock"),
            onServerRunning: { await onServerRunning($0.localAddress?.port ?? 0) },
            logger: backend.logger)
    }
}
