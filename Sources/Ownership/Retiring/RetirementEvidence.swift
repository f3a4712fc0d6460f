import Canonical

/// What is known of an interface that somebody wants to retire, as of one moment.
package struct RetirementEvidence: Sendable, Hashable {
    package var status: LifeStatus
    package var writer: String
    package var cells: [CellEvidence]
    /// The day of its last transfer, UTC.
    package var lastTransfer: BusinessDate?
    /// The day of the first transfer of any interface: before that nobody was listening.
    package var firstOfAll: BusinessDate?
    /// API keys that have used it and are not revoked.
    package var keys: [String]
    /// Drops of the settings that are bound to it.
    package var drops: [String]
    /// Whether the bytes of its latest transfer are there, or there was none.
    package var isArchiveReadable: Bool
    package var today: BusinessDate

    package init(
        status: LifeStatus, writer: String, cells: [CellEvidence] = [], lastTransfer: BusinessDate? = nil,
        firstOfAll: BusinessDate? = nil, keys: [String] = [], drops: [String] = [], isArchiveReadable: Bool = true,
        today: BusinessDate
    ) {
        self.status = status
        self.writer = writer
        self.cells = cells
        self.lastTransfer = lastTransfer
        self.firstOfAll = firstOfAll
        self.keys = keys
        self.drops = drops
        self.isArchiveReadable = isArchiveReadable
        self.today = today
    }
}
