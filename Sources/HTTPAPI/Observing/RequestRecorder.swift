import HTTPTypes
import Hummingbird
import Logging

/// Outermost: one log line and the metrics of every request, and the headers that every answer has.
struct RequestRecorder: RouterMiddleware {
    private let metrics: MetricsRegistry
    private let inFlight: GaugeSeries

    init(metrics: MetricsRegistry) {
        self.metrics = metrics
        inFlight = metrics.gauge("crossdock_http_requests_in_flight", [])
    }

    func handle(
        _ request: Request, context: OpenContext,
        next: (Request, OpenContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        inFlight.increment(by: 1)
        defer { inFlight.decrement(by: 1) }
        var response = try await next(request, context)
        SafetyHeaders.add(to: &response)
        record(request, context, response.status.code, ContinuousClock.now - began)
        return response
    }

    private func record(_ request: Request, _ context: OpenContext, _ status: Int, _ duration: Duration) {
        let route = context.endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "none"
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
        metrics.counter(
            "crossdock_http_requests_total",
            [("method", method), ("route", route), ("status", String(status))]
        ).increment(by: Int64(1))
        let (seconds, fraction) = duration.components
        let elapsed = Double(seconds) + Double(fraction) / 1e18
        metrics.histogram("crossdock_http_request_seconds", [("method", method), ("route", route)]).observe(elapsed)
        context.logger.info(
            "Request",
            metadata: [
                "method": .string(method), "path": .string(LoggedPath.text(request.uri.path, route: route)),
                "status": .stringConvertible(status), "ms": .stringConvertible(Int(elapsed * 1000)),
                "key": .string(context.caller.name ?? "-"),
            ])
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
