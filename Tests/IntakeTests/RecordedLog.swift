import Logging
import Synchronization

/// What was logged, one line each, with what belongs to it.
final class RecordedLog: Sendable {
    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let shown = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            log.stored.withLock { $0.append("\(event.level): \(event.message)" + shown.joined()) }
        }
    }

    private let stored = Mutex<[String]>([])

    init() {}

    var lines: [String] { stored.withLock { $0 } }
    var logger: Logger { Logger(label: "tests") { _ in Handler(log: self) } }
}
