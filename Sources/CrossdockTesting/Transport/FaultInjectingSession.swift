import Transport

/// A session that breaks where its plan says. After an injected error with `endsSession` it is
/// closed, as a real one would be.
final class FaultInjectingSession: EndpointSession {
    /// Stops a read at the bytes that a truncating server would have delivered.
    private struct Truncated: Error {}

    private let wrapped: any EndpointSession
    private let plan: FaultPlan

    init(_ wrapped: any EndpointSession, plan: FaultPlan) {
        self.wrapped = wrapped
        self.plan = plan
    }

    var isOpen: Bool { wrapped.isOpen }

    func list(_ folder: RemoteFolder, visit: (EndpointEntry) throws -> Bool) throws {
        let faults = plan.next(.list)
        try ending {
            try faults.throwBefore()
            var count: UInt64 = 0
            try faults.throwDuring(count)
            try wrapped.list(folder) { entry in
                let goesOn = try visit(entry)
                count += 1
                try faults.throwDuring(count)
                return goesOn
            }
            try faults.throwAfterwards()
        }
    }

    func stat(_ path: RemotePath) throws(TransportError) -> EndpointEntry? {
        try around(.stat) { () throws(TransportError) in try wrapped.stat(path) }
    }

    func read(_ path: RemotePath, from offset: UInt64, chunk: (UnsafeRawBufferPointer) throws -> Void) throws -> UInt64 {
        let faults = plan.next(.read)
        return try ending {
            try faults.throwBefore()
            let limit = faults.truncation ?? .max
            var total: UInt64 = 0
            try faults.throwDuring(total)
            do {
                try wrapped.read(path, from: offset) { bytes in
                    let wanted = Int(clamping: min(UInt64(bytes.count), limit - total))
                    if wanted > 0 { try chunk(UnsafeRawBufferPointer(rebasing: bytes[..<wanted])) }
                    total += UInt64(wanted)
                    try faults.throwDuring(total)
                    if total == limit { throw Truncated() }
                }
            } catch is Truncated {}
            try faults.throwAfterwards()
            return total
        }
    }

    func write(
        _ path: RemotePath, from source: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> UInt64 {
        let faults = plan.next(.write)
        return try ending {
            try faults.throwBefore()
            var total: UInt64 = 0
            let written = try wrapped.write(path) { space in
                try faults.throwDuring(total)
                let count = try source(space)
                total += UInt64(count)
                return count
            }
            try faults.throwAfterwards()
            return written
        }
    }

    func rename(_ from: RemotePath, to: RemotePath) throws(TransportError) {
        try around(.rename) { () throws(TransportError) in try wrapped.rename(from, to: to) }
    }

    func remove(_ path: RemotePath) throws(TransportError) {
        try around(.remove) { () throws(TransportError) in try wrapped.remove(path) }
    }

    func makeFolder(_ folder: RemoteFolder) throws(TransportError) {
        try around(.makeFolder) { () throws(TransportError) in try wrapped.makeFolder(folder) }
    }

    func close() {
        // A close never throws; only a stall can be seen.
        try? plan.next(.close).throwBefore()
        wrapped.close()
    }

    private func around<Result>(
        _ verb: TransportError.Verb, _ body: () throws(TransportError) -> Result
    ) throws(TransportError) -> Result {
        let faults = plan.next(verb)
        do throws(TransportError) {
            try faults.throwBefore()
            let result = try body()
            try faults.throwAfterwards()
            return result
        } catch {
            if error.endsSession { wrapped.close() }
            throw error
        }
    }

    private func ending<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as TransportError where error.endsSession {
            wrapped.close()
            throw error
        }
    }
}
