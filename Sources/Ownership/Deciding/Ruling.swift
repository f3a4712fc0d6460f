import Canonical

/// One entry of the decision table.
enum Ruling: Hashable {
    case accept
    case acceptLate
    case shadow
    case hold
    case quarantine
    case reject(Reason)

    /// The table: outgoing and incoming writer, before and from the boundary, in each phase.
    init(by writer: String, on date: BusinessDate, in cell: Cell) {
        let isOutgoing = writer == cell.outgoing
        let isIncoming = writer == cell.incoming
        if let closed = Self(closed: cell, by: writer, on: date, isParty: isOutgoing || isIncoming) {
            self = closed
            return
        }
        guard isOutgoing || isIncoming else {
            self = .reject(.notOwner)
            return
        }
        // Without a boundary every date lies before it.
        let isBefore = cell.boundary.map { date < $0 } ?? true
        switch cell.phase {
        case .legacy:
            self = isOutgoing ? .accept : .reject(.notOwner)
        case .shadow:
            self = isOutgoing ? .accept : .shadow
        case .armed:
            self = isBefore ? (isOutgoing ? .accept : .shadow) : .hold
        case .live:
            if isOutgoing {
                self = isBefore ? .accept(on: date, in: cell) : .shadow
            } else {
                self = isBefore ? .shadow : .accept
            }
        case .sealed:
            if isBefore {
                self = .quarantine
            } else {
                self = isOutgoing ? .reject(.handedOver) : .accept
            }
        }
    }

    /// What an owner of dates that another one follows states: late from the watermark back.
    private static func accept(on date: BusinessDate, in cell: Cell) -> Ruling {
        cell.watermark.map { date <= $0 } ?? false ? .acceptLate : .accept
    }

    /// Dates that an earlier cutover settled: they keep the author they had, whatever the present
    /// boundary does. After a rollback the dates in between stay the new owner's in this way.
    /// `nil` where the date belongs to the present pair of writers.
    private init?(closed cell: Cell, by writer: String, on date: BusinessDate, isParty: Bool) {
        let index = cell.index(at: date)
        guard index < cell.epochs.count - cell.openEpochs else { return nil }
        let epoch = cell.epochs[index]
        if epoch.isSealed {
            self = isParty || writer == epoch.writer ? .quarantine : .reject(.notOwner)
        } else if writer == epoch.writer {
            self = .accept(on: date, in: cell)
        } else {
            self = isParty ? .shadow : .reject(.notOwner)
        }
    }
}

extension Cell {
    /// How many epochs at the end of the map the present pair of writers decides: the outgoing
    /// writer's, and the incoming writer's once it has been opened.
    fileprivate var openEpochs: Int {
        switch phase {
        case .legacy, .shadow, .armed: 1
        case .live, .sealed: 2
        }
    }
}
