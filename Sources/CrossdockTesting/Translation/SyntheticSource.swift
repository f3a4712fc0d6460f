import Foundation
import Translation

/// A payload of any size that is never in memory: a head, a unit again and again, a tail.
package struct SyntheticSource: ByteSource {
    private let parts: [(bytes: [UInt8], count: Int)]
    private var part = 0
    private var repetition = 0
    private var position = 0

    package init(head: [UInt8] = [], unit: [UInt8], count: Int, tail: [UInt8] = []) {
        parts = [(head, 1), (unit, count), (tail, 1)].filter { !$0.bytes.isEmpty && $0.count > 0 }
    }

    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < buffer.count, part < parts.count {
            let (bytes, count) = parts[part]
            let length = min(bytes.count - position, buffer.count - filled)
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyBytes(from: bytes[position..<position + length])
            filled += length
            position += length
            guard position == bytes.count else { continue }
            (position, repetition) = (0, repetition + 1)
            if repetition == count { (part, repetition) = (part + 1, 0) }
        }
        return filled
    }
}

/// A payload of any size that is never in memory: a head, then lines that begin with a number of their own.
package struct NumberedSource: ByteSource {
    private let tail: String
    private let count: Int
    private var next = 0
    private var pending: [UInt8]

    package init(head: String, tail: String, count: Int) {
        (self.tail, self.count) = (tail, count)
        pending = Array(head.utf8)
    }

    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while pending.count < min(buffer.count, 1 << 16), next < count {
            pending.append(contentsOf: "\(next)\(tail)".utf8)
            next += 1
        }
        let length = min(pending.count, buffer.count)
        buffer.copyBytes(from: pending[..<length])
        pending.removeFirst(length)
        return length
    }
}

/// What the kernel says about this process.
package enum ProcessMemory {
    /// Most memory it ever held, in bytes: `VmHWM`.
    package static var peak: Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) << 10
    }
}
