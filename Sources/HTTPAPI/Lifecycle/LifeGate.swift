import Canonical
import HTTPTypes
import Hummingbird
import Intake
import Ledger
import Ownership
import Registry

/// What an interface's life says to a caller before the body is read. Whether a retired interface's records
/// count is decided again in the transaction that posts them.
struct LifeGate: Sendable {
    let backend: Backend

    /// - Returns: what the answer says about the interface's end.
    /// - Throws: a 410 `Problem` for a retired interface, 403 for a caller who is new to a retiring one, 503
    ///   during a brownout.
    func pass(_ definition: InterfaceDefinition, _ context: KeyedContext) async throws -> HTTPFields {
        let (key, declared) = (context.key.name, definition.declared)
        let admission = try await backend.read { try $0.admission(of: key, to: declared) }
        let life = admission.subject.life
        let fields = LifecycleHeaders(definition, life, in: backend).fields
        guard var problem = problem(definition.reference, life, admission) else { return fields }
        if problem.type == .retired { note(definition, context) }
        if let successor = life.successor { problem.detail += " Its successor is \(successor)." }
        problem.headers.append(contentsOf: fields)
        throw problem
    }

    private func problem(_ reference: String, _ life: Life, _ admission: Admission) -> Problem? {
        if life.status == .retired { return Problem(.retired, "\(reference) takes nothing any more.") }
        if admission.isTooLate {
            return Problem(.retiring, "\(reference) is being retired and takes nobody who has not used it before.")
        }
        guard let brownout = admission.brownout else { return nil }
        let wait = brownout.until.seconds(since: backend.timekeeper.now()) + 1
        return Problem(
            .brownout, "\(reference) is being retired and answers nobody until \(brownout.until). Nothing was posted."
        ).retry(afterSeconds: Int(wait))
    }

    private func note(_ definition: InterfaceDefinition, _ context: KeyedContext) {
        context.logger.warning(
            "A retired interface is still in use",
            metadata: ["interface": .string(definition.reference), "key": .string(context.key.name)])
        backend.metrics.makeCounter(
            label: "crossdock.interface.retired.uses", dimensions: [("interface", definition.id)]
        ).increment(by: 1)
    }
}
