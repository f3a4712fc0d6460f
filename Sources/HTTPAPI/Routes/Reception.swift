import Canonical
import HTTPTypes
import Hummingbird
import Intake
import Ledger

/// The REST door: takes a body in, has the pipeline post it, and answers with what became of it.
struct Reception: Sendable {
    let backend: Backend

    /// - Parameter lifecycle: what every answer says about the interface's end.
    func receive(_ request: Request, _ arrival: Arrival, limit: Int, lifecycle: HTTPFields = [:]) async throws -> Response {
        do {
            let body = try await BodyReader(backend: backend).receive(request, limit: limit)
            var response = try await post(arrival, body).response()
            response.headers.append(contentsOf: lifecycle)
            return response
        } catch {
            // A sender learns of the interface's end also where this request failed.
            guard var problem = Problem(error) else { throw error }
            problem.headers.append(contentsOf: lifecycle)
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
