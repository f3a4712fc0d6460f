import Foundation

/// A folder for one test, and plain ways to put things into it that a Swift string cannot name.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        var template = Array((NSTemporaryDirectory() + "/crossdock-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ChildProcess.Failure(
                description: "no temporary folder: \(String(cString: strerror(errno)))")
        }
        path = template.withUnsafeBufferPointer { buffer in
            String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        // Another account of a test must be able to walk in.
        chmod(path, 0o755)
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    deinit { remove() }
}
