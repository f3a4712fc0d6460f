import Ownership

/// What a sender sends at once: a file or a body. Its number stands for the digest of its bytes.
package struct ModelTransfer: Sendable, Hashable {
    package var writer: Int
    package var door: Door
    /// The interface asks before it corrects.
    package var asks: Bool
    package var records: [ModelRecord]

    package init(writer: Int, door: Door, asks: Bool = false, records: [ModelRecord]) {
        self.writer = writer
        self.door = door
        self.asks = asks
        self.records = records
    }
}
