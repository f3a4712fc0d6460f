import Canonical

extension Receipt {
    /// The transfer, what became of everything in it, and the codes that no crosswalk knew or that do not look as their field says.
    package var members: [(String, JSONText)] {
        let codes = unknownCodes.map { unknown -> JSONText in
            let place = unknown.code.oddField.map { ("field", JSONText.string($0)) } ?? ("crosswalk", .string(unknown.code.crosswalk))
            return .object([place, ("code", .string(unknown.code.code)), ("count", .integer(unknown.count))])
        }
        return transfer.members + [("counts", counts.json), ("unknownCodes", .array(codes))]
    }
}
