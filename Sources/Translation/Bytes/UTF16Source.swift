import Canonical

/// Turns UTF-16 (by byte order mark, big endian without one) into UTF-8 on the way in.
struct UTF16Source: ByteSource {
    private var base: any ByteSource
    private var pending: [UInt8] = []
    private var output: [UInt8] = []
    private var bigEndian: Bool?
    private var consumed = 0
    private var ended = false
    /// What is wrong with the bytes after those in `output`.
    private var failure: Finding?

    init(_ base: any ByteSource) { self.base = base }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while output.isEmpty, !ended {
            let count = try withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { chunk in
                let count = try base.read(into: chunk)
                pending.append(contentsOf: chunk[..<count])
                return count
            }
            ended = count == 0
            do {
                try convert()
            } catch let finding as Finding {
                (failure, ended) = (finding, true)
            }
        }
        if output.isEmpty, let failure { throw failure }
        let count = min(buffer.count, output.count)
        buffer.copyBytes(from: output[..<count])
        output.removeFirst(count)
        return count
    }

    private mutating func convert() throws {
        if bigEndian == nil {
            guard pending.count >= 2 || ended else { return }
            let mark = pending.prefix(2)
            bigEndian = !mark.elementsEqual([0xFF, 0xFE])
            if mark.elementsEqual([0xFF, 0xFE]) || mark.elementsEqual([0xFE, 0xFF]) { take(2) }
        }
        var done = 0
        while pending.count - done >= 2 {
            let first = unit(done)
            if UTF16.isLeadSurrogate(first) {
                guard pending.count - done >= 4 else { break }
                guard UTF16.isTrailSurrogate(unit(done + 2)) else { throw bad(at: done) }
                output.append(contentsOf: UTF16.decode(UTF16.EncodedScalar([first, unit(done + 2)])).utf8)
                done += 4
            } else {
                guard let scalar = Unicode.Scalar(first) else { throw bad(at: done) }
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                done += 2
            }
        }
        take(done)
        if ended, !pending.isEmpty { throw bad(at: 0) }
    }

    private func unit(_ at: Int) -> UInt16 {
        let (a, b) = (UInt16(pending[at]), UInt16(pending[at + 1]))
        return bigEndian == true ? a << 8 | b : b << 8 | a
    }

    private mutating func take(_ count: Int) {
        pending.removeFirst(count)
        consumed += count
    }

    private func bad(at index: Int) -> Finding {
        Finding(
            offset: consumed + index, rule: "encoding", expected: "UTF-16", found: "a broken surrogate pair or a half character",
            advice: "Ask the sender for the file in its declared encoding")
    }
}

extension Unicode.Scalar {
    fileprivate var utf8: UTF8.EncodedScalar { UTF8.encode(self) ?? UTF8.encodedReplacementCharacter }
}
