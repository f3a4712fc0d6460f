import Canonical

extension FileCounts {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .array(
            lines.map { line in
                .object([
                    ("record", .string(line.record)), ("fate", .string(line.fate.rawValue)), ("detail", .string(line.detail)),
                    ("count", .integer(line.count)),
                ])
            })
    }
}
