import Transport

/// What every `Endpoint` must do, as cases that any test framework can run:
///
///     for item in EndpointConformance.cases {
///         let bench = ConformanceBench(endpoint: …, folderOnDisk: …, isJailed: …)   // an empty folder each
///         print(item.name, try item.run(bench))
///     }
///
/// A case blocks, so run it on a thread of its own. It throws `ConformanceFailure` where the
/// endpoint behaves otherwise, and whatever the endpoint throws where it should not.
package enum EndpointConformance {
    package enum Outcome: Hashable, Sendable {
        case passed
        case skipped(String)
    }

    package struct Case: Sendable, CustomStringConvertible {
        package let name: String
        private let body: @Sendable (ConformanceBench) throws -> Outcome

        init(_ name: String, _ body: @escaping @Sendable (ConformanceBench) throws -> Outcome) {
            self.name = name
            self.body = body
        }

        /// A case that can always run.
        init(always name: String, _ body: @escaping @Sendable (ConformanceBench) throws -> Void) {
            self.init(name) { bench in
                try body(bench)
                return .passed
            }
        }

        package var description: String { name }

        @discardableResult
        package func run(_ bench: ConformanceBench) throws -> Outcome { try body(bench) }
    }

    package static let cases: [Case] =
        listing + names + reading + writing + moving + sessions
}
