/// Where a file's bytes come from, in chunks of whatever size the source likes.
package protocol ByteSource {
    /// Fills some of `buffer` and returns how much; 0 means the end. Never called again after that.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
