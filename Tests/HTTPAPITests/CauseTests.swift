import Canonical
import CrossdockTesting
import Hummingbird
import HummingbirdTesting
import Ledger
import Testing

@testable import HTTPAPI

@Suite struct CauseTests {
    @Test(arguments: [
        (LedgerError.busy, ProblemType.busy, 503), (.storageFull, .storageFull, 503), (.inFlight, .inFlight, 409),
        (.idempotencyConflict, .idempotencyKeyReused, 422), (.badCursor, .badRequest, 400), (.unknown("thing"), .notFound, 404),
        (.notPermitted("Only an admin."), .notPermitted, 403), (.conflictOfDuty("Not both."), .notPermitted, 403),
        (.malformed("Not so."), .badRequest, 400),
    ])
    func ledgerErrors(_ error: LedgerError, _ type: ProblemType, _ status: Int) throws {
        let problem = try #require(Problem(error))
        #expect(problem.type == type)
        #expect(problem.status.code == status)
        #expect((problem.headers[.retryAfter] != nil) == error.isTransient)
    }

    @Test func oursAreLoggedUnderAnIDAndToldWithoutDetail() async throws {
        #expect(Problem(LedgerError.closed) == nil)
        let logs = LogLines()
        let router = Router(context: OpenContext.self)
        router.add(middleware: RequestRecorder(metrics: MetricsRegistry()))
        router.add(middleware: ProblemMiddleware(methods: AllowedMethods([])))
        router.get("/broken") { _, _ -> String in
            throw Finding(rule: "date", expected: "a date", found: "somebody's name", raw: "somebody's name")
        }
        try await Application(router: router, logger: logs.logger).test(.router) { base in
            let answer = try await Client(base: base).get("/broken")
            #expect(answer.isProblem("internal-error", 500))
            let id = try #require(answer.json["instance"].text?.dropFirst("urn:uuid:".count))
            #expect(!answer.text.contains("somebody"))
            let line = try #require(logs.all.first { $0.contains("error.id=\(id)") })
            #expect(line.contains("Finding: date"))
            #expect(!logs.all.contains { $0.contains("somebody") })
        }
    }
}
