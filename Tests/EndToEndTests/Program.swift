import CrossdockTesting
import Foundation
import Testing

/// The shipped program, run as a user runs it.
struct Program {
    struct Outcome {
        let status: Int32
        let output: String
        let complaint: String

        var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }
        var object: [String: Any] { json as? [String: Any] ?? [:] }
    }

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Beside the test bundle, wherever that was built.
    static let path: String = {
        let beside = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("crossdock")
            .path
        if let beside, FileManager.default.isExecutableFile(atPath: beside) { return beside }
        return repository + "/.build/debug/crossdock"
    }()

    static var interfaces: String { repository + "/Interfaces" }

    /// Runs it to its end. Standard output and standard error are told apart.
    static func run(_ arguments: [String], program: String = path, environment: [String: String] = [:]) throws -> Outcome {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        var handles: [FileHandle] = []
        for name in ["out", "err"] {
            try Data().write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            handles.append(try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder.path)/\(name)")))
        }
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) -> String {
            String(decoding: FileManager.default.contents(atPath: "\(folder.path)/\(name)") ?? Data(), as: UTF8.self)
        }
        return Outcome(status: process.terminationStatus, output: text("out"), complaint: text("err"))
    }
}

/// Looks again and again, with a short pause, at most so often: for what another process does.
func eventually(attempts: Int = 1500, _ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<attempts {
        if try condition() { return true }
        usleep(20_000)
    }
    return false
}
