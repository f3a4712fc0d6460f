extension Decimal64: CustomStringConvertible {
    /// Parses `-12.50`: an optional sign, digits, and at most one point. Anything else, spaces,
    /// exponents and thousands marks included, is `nil`.
    package init?(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { Decimal64(ascii: UnsafeRawBufferPointer($0)) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// The same over raw ASCII bytes. `point` is the decimal mark, `grouping` a mark that may stand
    /// between digits before it, with at most three of them before the first one and three after the last one: `1,5` is
    /// not fifteen, nor `1234,567` more than a million.
    package init?(
        ascii bytes: UnsafeRawBufferPointer, point: UInt8 = UInt8(ascii: "."), grouping: UInt8? = nil
    ) {
        var index = 0
        let end = bytes.count
        var negative = false
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            negative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        var mantissa: Int64 = 0
        var digits = 0
        var scale: UInt8 = 0
        var seenPoint = false
        // Digits since the last thousands mark; -1 where there is none.
        var sinceMark = -1
        while index < end {
            let byte = bytes[index]
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9 {
                let (tens, overTen) = mantissa.multipliedReportingOverflow(by: 10)
                let (sum, overSum) = tens.addingReportingOverflow(Int64(digit))
                guard !overTen, !overSum else { return nil }
                mantissa = sum
                digits += 1
                if seenPoint {
                    guard scale < Self.maximumScale else { return nil }
                    scale += 1
                } else if sinceMark >= 0 {
                    sinceMark += 1
                }
            } else if byte == point, !seenPoint {
                seenPoint = true
            } else if let grouping, byte == grouping, !seenPoint, digits > 0,
                sinceMark < 0 ? digits <= 3 : sinceMark == 2 || sinceMark == 3
            {
                sinceMark = 0
            } else {
                return nil
            }
            index += 1
        }
        guard digits > 0, sinceMark < 0 || sinceMark == 3 else { return nil }
        self.init(mantissa: negative ? -mantissa : mantissa, scale: scale)
    }

    package var description: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the shortest exact text: `-0.05`, `12`, `3.125`.
    package func write(to bytes: inout [UInt8]) {
        var magnitude = mantissa.magnitude
        if mantissa < 0 { bytes.append(UInt8(ascii: "-")) }
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { buffer in
            var at = 24
            var written: UInt8 = 0
            repeat {
                if written == scale, scale > 0 {
                    at -= 1
                    buffer[at] = UInt8(ascii: ".")
                }
                at -= 1
                buffer[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
                magnitude /= 10
                written += 1
            } while magnitude > 0 || written <= scale
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[at..<24]))
        }
    }
}
