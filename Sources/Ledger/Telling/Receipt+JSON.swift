import Canonical

extension Receipt {
    /// The transfer, what became of everything in it, and the codes that no crosswalk knew.
    package var members: [(String, JSONText)] {
        let codes = unknownCodes.map { unknown -> JSONText in
            .object([
                ("crosswalk", .string(unknown.code.crosswalk)), ("code", .string(unknown.code.code)),
                ("count", .integer(unknown.count)),
            ])
        }
        return transfer.members + [("counts", counts.json), ("unknownCodes", .array(codes))]
    }
}
