import Canonical

/// The unit that is cut over: one domain of one scope, with the map from business dates to writers.
///
/// `outgoing` owns the dates before `boundary`, `incoming` those from it on once the cell is live.
/// A cell with a single writer is in phase `legacy` and has neither `incoming` nor `boundary`.
package struct Cell: Sendable, Hashable {
    package let scope: Scope
    package let domain: String
    package var phase: Phase
    /// Changes with every transition. Whoever decided on an older revision decides again.
    package var revision: Int
    package var outgoing: String
    package var incoming: String?
    /// The first business date of the incoming writer.
    package var boundary: BusinessDate?
    /// Data dated on or before this day is accepted as late from its owner; it lies before the latest epoch, and
    /// stays over a rollback.
    package var watermark: BusinessDate?
    /// Oldest first; partitions the date line. Never empty.
    package var epochs: [Epoch]
    /// The highest business date ever accepted in it: no boundary may lie at or before this day.
    package var highest: BusinessDate?

    package init(
        scope: Scope, domain: String, phase: Phase = .legacy, revision: Int = 1, outgoing: String,
        incoming: String? = nil, boundary: BusinessDate? = nil, watermark: BusinessDate? = nil,
        epochs: [Epoch]? = nil, highest: BusinessDate? = nil
    ) {
        self.scope = scope
        self.domain = domain
        self.phase = phase
        self.revision = revision
        self.outgoing = outgoing
        self.incoming = incoming
        self.boundary = boundary
        self.watermark = watermark
        self.epochs = epochs ?? [Epoch(number: 1, from: nil, writer: outgoing)]
        self.highest = highest
    }

    /// The position in `epochs` of the interval that contains `date`; the oldest where the map
    /// begins later.
    func index(at date: BusinessDate) -> Int {
        epochs.lastIndex { $0.from.map { $0 <= date } ?? true } ?? 0
    }

    /// How people name it, and how plans, audit and tables do: `sale/revenue/1000/0114`.
    package var name: String { "\(scope.kind)/\(domain)/\(scope.entity)/\(scope.location)" }

    /// Two writers speak for it, so that what they say can be held against each other.
    package var isCompared: Bool { incoming != nil && phase != .sealed }

    /// Whoever owns the dates to come.
    package var owner: String { epochs.last?.writer ?? outgoing }

    /// The epoch that contains `date`.
    package func epoch(at date: BusinessDate) -> Epoch? {
        epochs.isEmpty ? nil : epochs[index(at: date)]
    }
}
