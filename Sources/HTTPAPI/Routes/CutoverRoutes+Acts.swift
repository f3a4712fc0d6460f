import Hummingbird
import Intake
import Ledger
import Ownership

/// What people do to a cutover. Each act is one order to the ledger.
extension CutoverRoutes {
    var plan: Operation {
        Operation(
            method: .post, path: "/v1/cutovers", id: "planCutover",
            summary: "Proposes a plan of Interfaces/cutovers, or brings the ledger's copy of it up to date",
            parameters: Self.conditions, body: .json(schema: "PlanRequest", meaning: "Which plan"), replies: Self.replies,
            handling: .keyed(.writeCutovers) { request, _, context in
                let body = try TextFields(try await BodyReader(backend: backend).receiveSmall(request))
                try body.allow(["plan"])
                let name = try body.text("plan")
                guard let plan = backend.library.cutoverPlan(name) else { throw Problem.notFound("plan") }
                return try await order(.plan(plan), on: name, request, context)
            })
    }

    var gates: Operation {
        act("gates", "evaluateGates", "Evaluates the gates of arm or seal and keeps what they found", "GatesRequest") { body in
            try body.allow(["act", "locations"])
            return .gates(try body.act([.arm, .seal]), locations: try body.locations())
        }
    }

    var approve: Operation {
        act("approvals", "approveCutover", "Agrees to shadow, arm or seal, on the plan and the gates as they are now", "ApprovalRequest") {
            body in
            try body.allow(["act"])
            return .approve(try body.act([.shadow, .arm, .seal]))
        }
    }

    var transit: Operation {
        act(
            "transitions", "stepCutover", "Takes a step: shadow, arm, go (a vote), abort, rollback, confirm, seal; or withdraw",
            "TransitionRequest"
        ) { body in
            let act = try body.act(CutoverAct.allCases)
            switch act {
            case .abort: try body.allow(["act", "locations"])
            case .rollback: try body.allow(["act", "locations", "incident"])
            default: try body.allow(["act"])
            }
            switch act {
            case .shadow: return .shadow
            case .arm: return .arm
            case .go: return .go
            case .abort: return .abort(locations: try body.locations())
            case .rollback: return .rollback(locations: try body.locations(), incident: try body.text("incident"))
            case .seal: return .seal
            case .confirm: return .confirm
            case .withdraw: return .withdraw
            }
        }
    }

    var exempt: Operation {
        act("exemptions", "requestExemption", "Asks that a fact may differ until a date", "ExemptionRequest") { body in
            try body.allow(["entity", "location", "date", "key", "reason", "until"])
            return .requestExemption(
                entity: try body.text("entity"), location: try body.text("location"), date: try body.date("date"),
                key: try body.text("key"), reason: try body.text("reason"), until: try body.date("until"))
        }
    }

    var grant: Operation {
        Operation(
            method: .post, path: "/v1/cutovers/{id}/exemptions/{number}/approval", id: "grantExemption",
            summary: "Grants an exemption that somebody else has asked for",
            parameters: [Self.id, .path("number", "The exemption's number", .integer(1...Int.max))] + Self.conditions,
            replies: Self.replies,
            handling: .keyed(.writeCutovers) { request, arguments, context in
                try await order(
                    .grantExemption(Int64(arguments.integer("number") ?? 0)), on: arguments.required("id"), request, context)
            })
    }

    private func act(
        _ path: String, _ id: String, _ summary: String, _ schema: String,
        _ order: @escaping @Sendable (TextFields) throws -> CutoverOrder
    ) -> Operation {
        Operation(
            method: .post, path: "/v1/cutovers/{id}/\(path)", id: id, summary: summary, parameters: [Self.id] + Self.conditions,
            body: .json(schema: schema, meaning: "What is asked for"), replies: Self.replies,
            handling: .keyed(.writeCutovers) { request, arguments, context in
                let body = try TextFields(try await BodyReader(backend: backend).receiveSmall(request))
                return try await self.order(try order(body), on: arguments.required("id"), request, context)
            })
    }

    private func order(_ order: CutoverOrder, on name: String, _ request: Request, _ context: KeyedContext) async throws -> Response {
        let person = try context.person()
        let revision = try Revision.read(request)
        if order.needsRevision, revision == nil {
            throw Problem(.preconditionRequired, "Send the revision you have seen as If-Match; GET gives it as ETag.")
        }
        let act = ActRequest(by: person.name, revision: revision, idempotencyKey: try IdempotencyKey.read(request))
        let ledger = backend.ledger
        return Self.response(try await backend.postings.run { try ledger.order(order, on: name, act) })
    }
}

extension TextFields {
    /// - Throws: a 400 `Problem` for an act that is none of these.
    fileprivate func act(_ known: [CutoverAct]) throws -> CutoverAct {
        guard let act = self["act"].flatMap(CutoverAct.init(rawValue:)), known.contains(act) else {
            throw Problem(.badRequest, "'act' must be one of \(known.map(\.rawValue).joined(separator: ", ")).")
        }
        return act
    }
}

extension CutoverOrder {
    /// Steps forward are taken by somebody who has seen where the cutover stands; steps back need not wait for that.
    fileprivate var needsRevision: Bool {
        switch self {
        case .shadow, .arm, .seal, .approve, .go: true
        default: false
        }
    }
}
