import Foundation

/// Everything that comes out of a pipe, read by a thread of its own until its end.
final class LineLog: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isEnded = false
    }

    /// Guards `state` and announces every change of it.
    private let condition = NSCondition()
    // Only touched while `condition` is locked.
    private nonisolated(unsafe) var state = State()

    /// Owns the descriptor from here on.
    init(reading descriptor: Int32) {
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                condition.lock()
                if count > 0 { state.bytes += buffer[..<count] } else { state.isEnded = true }
                condition.broadcast()
                condition.unlock()
                if count <= 0 { break }
            }
            close(descriptor)
        }
    }

    var text: String {
        condition.withLock { String(decoding: state.bytes, as: UTF8.self) }
    }

    func waits(for text: String) -> Bool {
        condition.withLock {
            while true {
                if String(decoding: state.bytes, as: UTF8.self).contains(text) { return true }
                if state.isEnded { return false }
                condition.wait()
            }
        }
    }

    func waitForEnd() -> String {
        condition.withLock {
            while !state.isEnded { condition.wait() }
            return String(decoding: state.bytes, as: UTF8.self)
        }
    }
}
