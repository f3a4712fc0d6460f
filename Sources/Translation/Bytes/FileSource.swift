import Foundation

/// A local file, read from its beginning to its end.
package struct FileSource: ByteSource {
    private let handle: FileHandle

    /// - Throws: the system's error if the file cannot be opened.
    package init(path: String) throws {
        handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    }

    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw CocoaError(.fileReadUnknown) }
        }
    }
}
