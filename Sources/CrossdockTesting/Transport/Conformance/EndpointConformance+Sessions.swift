import Foundation
import Synchronization
import Transport

extension EndpointConformance {
    static let sessions: [Case] = [
        Case(always: "two sessions work in parallel") { bench in
            let content = ConformanceBench.pattern(2_000_003)
            for name in ["left", "right"] { try bench.put(try bench.path(name), content) }
            let failures = Mutex<[String]>([])
            let group = DispatchGroup()
            for name in ["left", "right"] {
                group.enter()
                Thread.detachNewThread {
                    do {
                        try bench.withSession { session in
                            for round in 0..<3 {
                                let bytes = try session.contents(try bench.path(name))
                                try require(bytes == content, "\(name) comes out otherwise")
                                _ = try session.upload(try bench.path("\(name)-\(round)"), content)
                                try require(try session.entries().count >= 2, "the names")
                            }
                        }
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                    group.leave()
                }
            }
            group.wait()
            try requireEqual(failures.withLock { $0 }, [], "the failures")
            try requireEqual(try bench.namesOnDisk().count, 8, "the number of names afterwards")
        },
        Case(always: "two renames onto one name: one wins, nothing is lost") { bench in
            try bench.put("one", "one")
            try bench.put("two", "two")
            let results = Mutex<[String: TransportError.Kind]>([:])
            let group = DispatchGroup()
            for name in ["one", "two"] {
                group.enter()
                Thread.detachNewThread {
                    do {
                        try bench.withSession {
                            try $0.rename(try bench.path(name), to: try bench.path("target"))
                        }
                    } catch {
                        let kind = (error as? TransportError)?.kind ?? .protocolFailure
                        results.withLock { $0[name] = kind }
                    }
                    group.leave()
                }
            }
            group.wait()
            let lost = results.withLock { $0 }
            try requireEqual(Array(lost.values), [.alreadyExists], "the refusals")
            let loser = lost.keys.first ?? ""
            let winner = loser == "one" ? "two" : "one"
            try requireEqual(try bench.namesOnDisk(), [loser, "target"].sorted(), "the names")
            try requireEqual(try bench.content("target"), winner, "the target")
            try requireEqual(try bench.content(loser), loser, "the loser")
        },
        Case(always: "a closed session says so, and may be closed again") { bench in
            try bench.put("a", "a")
            let session = try bench.endpoint.connect()
            try require(session.isOpen, "a new session is open")
            session.close()
            session.close()
            try require(!session.isOpen, "a closed session is not open")
            try requireError(.connectionLost, from: "stat") {
                _ = try session.stat(try bench.path("a"))
            }
            try requireError(.connectionLost, from: "read") {
                try session.read(try bench.path("a")) { _ in }
            }
            try requireError(.connectionLost, from: "list") {
                try session.list(.root) { _ in true }
            }
            try requireError(.connectionLost, from: "remove") {
                try session.remove(try bench.path("a"))
            }
            try requireEqual(try bench.content("a"), "a", "the file")
        },
    ]
}
