import Canonical

/// The record that is being posted; its bytes stay where the batch has them.
struct RecordInHand {
    let entry: RecordBatch.Entry
    let version: Int
    let key: UnsafeRawBufferPointer
    let body: UnsafeRawBufferPointer

    var keyText: String { String(decoding: key, as: UTF8.self) }
}

/// A current version under the key in hand.
struct FactHit {
    let domain: Int64
    let record: Int64
    /// The transfer that stated it last.
    let transfer: Int64
}
