import Transport

/// An endpoint that breaks where a `FaultPlan` says, and is otherwise the endpoint it wraps.
package struct FaultInjectingEndpoint: Endpoint {
    private let wrapped: any Endpoint
    package let plan: FaultPlan

    package init(_ wrapped: any Endpoint, plan: FaultPlan) {
        self.wrapped = wrapped
        self.plan = plan
    }

    package var place: String { wrapped.place }

    package func connect() throws(TransportError) -> sending any EndpointSession {
        let faults = plan.next(.connect)
        try faults.throwBefore()
        let session = try wrapped.connect()
        do {
            try faults.throwAfterwards()
        } catch {
            session.close()
            throw error
        }
        return FaultInjectingSession(session, plan: plan)
    }
}

extension [FaultPlan.Fault] {
    func throwBefore() throws(TransportError) {
        for fault in self {
            switch fault {
            case .fail(let error): throw error
            case .stall(let hook): hook()
            default: break
            }
        }
    }

    func throwAfterwards() throws(TransportError) {
        for case .failAfterwards(let error) in self { throw error }
    }

    /// Throws once `count` has reached the limit of a fault.
    func throwDuring(_ count: UInt64) throws(TransportError) {
        for case .failDuring(let limit, let error) in self where count >= limit { throw error }
    }

    /// How many bytes a read may deliver; `nil` for all.
    var truncation: UInt64? {
        for case .truncate(let limit) in self { return limit }
        return nil
    }
}
