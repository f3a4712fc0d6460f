/// A transfer that has been committed: which of the received records are its own, and where its bytes are.
package struct ModelReceipt: Sendable, Hashable {
    /// The number of its bytes in the archive.
    package var bytes: Int
    package var first: Int
    /// The trailer: how many records the sender says there are.
    package var count: Int
    /// The same bytes came before.
    package var isRepeat: Bool
}
