import Logging
import Synchronization

/// Keeps what was logged, as text.
package final class LogLines: Sendable {
    private let held = Mutex<[String]>([])
    private let level: Logger.Level

    package init(level: Logger.Level = .info) { self.level = level }

    package var all: [String] { held.withLock { $0 } }
    private func add(_ line: String) { held.withLock { $0.append(line) } }

    package var logger: Logger { Logger(label: "test") { _ in Handler(lines: self, logLevel: self.level) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.add("\(event.level) \(event.message) \(pairs.joined(separator: " "))")
        }
    }
}
