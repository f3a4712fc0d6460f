import Canonical
import Hummingbird
import Intake
import Ledger

/// The REST door: takes a body in, has the pipeline post it, and answers with what became of it.
struct Reception: Sendable {
    let backend: Backend

    func receive(_ request: Request, _ arrival: Arrival, limit: Int) async throws -> Response {
        let lifecycle = LifecycleHeaders(arrival.plan.definition, in: backend)
        do {
            let body = try await BodyReader(backend: backend).receive(request, limit: limit)
            var response = try await post(arrival, body).response()
            response.headers.append(contentsOf: lifecycle.fields)
            return response
        } catch {
            // A sender learns of the interface's end also where this request failed.
            guard var problem = Problem(error) else { throw error }
            problem.headers.append(contentsOf: lifecycle.fields)
            throw problem
        }
    }

    private func post(_ arrival: Arrival, _ body: ReceivedBody) async throws -> ReceiptAnswer {
        let (pipeline, ledger) = (backend.pipeline, backend.ledger)
        switch body {
        case .memory(let bytes):
            return try await backend.postings.run {
                try ReceiptAnswer(try pipeline.receive(arrival, body: bytes), from: ledger)
            }
        case .file(let file):
            return try await backend.bulkPostings.run {
                try ReceiptAnswer(try pipeline.receive(arrival, file: file.path), from: ledger)
            }
        }
    }
}
