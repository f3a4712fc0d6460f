import Foundation

/// A child started with `posix_spawn`: its standard error is collected by a thread of its own.
package final class ChildProcess: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        package init(description: String) { self.description = description }
    }

    package let id: pid_t
    private let log: LineLog

    package init(_ path: String, _ arguments: [String]) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, path, &actions, nil, &words, environ)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw Failure(description: "\(path): \(String(cString: strerror(code)))")
        }
        self.id = id
        log = LineLog(reading: ends[0])
    }

    /// Runs a program to its end and returns what it printed.
    @discardableResult
    package static func run(_ path: String, _ arguments: [String]) throws -> String {
        let child = try ChildProcess(path, arguments)
        let text = child.log.waitForEnd()
        let status = child.wait()
        guard status == 0 else {
            throw Failure(description: "\(path) ended with \(status): \(text)")
        }
        return text
    }

    /// Waits until the child has written `text`; `false` if it ended first.
    package func waits(for text: String) -> Bool { log.waits(for: text) }

    package var output: String { log.text }

    /// Collects the child; the raw status of `waitpid(2)`.
    @discardableResult
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        return status
    }

    package func kill(_ signal: Int32) { Foundation.kill(id, signal) }

    /// The processes below this one, found in `/proc`.
    package var descendants: [pid_t] {
        var children: [pid_t: [pid_t]] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let child = pid_t(name),
                let data = FileManager.default.contents(atPath: "/proc/\(name)/stat")
            else { continue }
            // The name in brackets may hold anything; behind its end stand the state and the parent.
            let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(
                separator: " ")
            if let fields, fields.count > 1, let parent = pid_t(fields[1]) {
                children[parent, default: []].append(child)
            }
        }
        var found: [pid_t] = []
        var next = children[id] ?? []
        while let child = next.popLast() {
            found.append(child)
            next += children[child] ?? []
        }
        return found
    }
}
