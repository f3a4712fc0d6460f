import Canonical
import Ledger
import Ownership

extension TransferDraft {
    /// A file of the legacy POS, received on the sample day. `content` stands for its bytes: the same
    /// text gives the same digest.
    package static func sample(
        content: String = "sales.csv", door: Door = .file, source: String = "pos",
        interface: String = "store-pos.sales", version: String = "1.0.0",
        writer: String = "legacy-pos", states: [String] = ["inventory", "revenue"],
        standing: Standing = .active, correction: Correction = .replace,
        idempotencyKey: String? = nil, pickup: PickupStep? = nil
    ) -> TransferDraft {
        TransferDraft(
            door: door, source: source, name: "sales.csv", interface: interface, version: version,
            writer: writer, states: states, standing: standing, correction: correction,
            size: content.utf8.count, digest: .of(content),
            receivedAt: ManualTimekeeper(noonOf: RecordBatch.sampleDay).now(),
            idempotencyKey: idempotencyKey, pickup: pickup)
    }
}
