import Canonical

/// What is compared to tell whether a file is still being written. Never an identity on its own:
/// clocks go back and clients set old times.
package struct FileStamp: Hashable, Sendable {
    package let size: UInt64
    package let modified: Instant?

    package init(size: UInt64, modified: Instant?) {
        self.size = size
        self.modified = modified
    }
}
