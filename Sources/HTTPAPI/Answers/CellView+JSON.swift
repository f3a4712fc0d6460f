import Canonical
import Ledger
import Ownership

extension CellView {
    /// The cell, and who owns it on `date`.
    func json(on date: BusinessDate) -> JSONText {
        let epoch = cell.epoch(at: date)
        return .object([
            ("kind", .string(cell.scope.kind)), ("domain", .string(cell.domain)),
            ("entity", .string(cell.scope.entity)), ("location", .string(cell.scope.location)),
            ("date", .string(date.description)), ("owner", .optional(epoch?.writer)),
            ("epoch", .optional(epoch?.number)), ("phase", .string(cell.phase.description)),
            ("outgoing", .string(cell.outgoing)), ("incoming", .optional(cell.incoming)),
            ("boundary", .optional(cell.boundary?.description)), ("revision", .integer(cell.revision)),
            ("highestDate", .optional(highestDate?.description)),
            (
                "epochs",
                .array(
                    cell.epochs.map { epoch in
                        .object([
                            ("number", .integer(epoch.number)), ("from", .optional(epoch.from?.description)),
                            ("writer", .string(epoch.writer)), ("sealed", .boolean(epoch.isSealed)),
                        ])
                    })
            ),
        ])
    }
}
