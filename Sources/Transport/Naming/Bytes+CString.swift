extension Array where Element == UInt8 {
    /// Calls `body` with these bytes and a zero byte behind them. A name with a zero byte inside
    /// cannot exist (`RemoteName`), so nothing is cut off.
    func withCString<Result, Thrown: Error>(
        _ body: (UnsafePointer<CChar>) throws(Thrown) -> Result
    ) throws(Thrown) -> Result {
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count + 1)
        defer { copy.deallocate() }
        for (index, byte) in enumerated() { copy[index] = CChar(bitPattern: byte) }
        copy[count] = 0
        return try body(copy)
    }
}
