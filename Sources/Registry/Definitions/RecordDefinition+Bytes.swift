/// Which bytes of a fixed-width record are spoken for. Bytes count from 1.
extension RecordDefinition {
    /// Of the text that tells it from the others.
    package var markerBytes: ClosedRange<Int>? {
        guard case .bytes(let at, let text)? = marker, at >= 1, !text.isEmpty else { return nil }
        return at...at + text.unicodeScalars.count - 1
    }

    /// Ranges that no field, sign or marker covers, up to the record's declared end.
    ///
    /// - Parameter length: of every record; the end of the last field where `nil`.
    package func gaps(length: Int?) -> [ClosedRange<Int>] {
        var covered = fields.compactMap(\.bytes) + fields.compactMap(\.signByte)
        if let markerBytes { covered.append(markerBytes) }
        let end = length ?? covered.map(\.upperBound).max() ?? 0
        var gaps: [ClosedRange<Int>] = []
        var next = 1
        for range in covered.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        if next <= end { gaps.append(next...end) }
        return gaps
    }

    /// Pairs of fields that read the same bytes, the later one second, but those that say that they read others again.
    package var overlaps: [(FieldDefinition, FieldDefinition)] {
        fields.indices.flatMap { later in
            fields[..<later].compactMap { earlier -> (FieldDefinition, FieldDefinition)? in
                guard let a = earlier.bytes, let b = fields[later].bytes, a.overlaps(b), origin(of: earlier) != origin(of: fields[later])
                else { return nil }
                return (earlier, fields[later])
            }
        }
    }

    /// The field whose bytes a field reads in the end.
    private func origin(of field: FieldDefinition) -> String {
        var (name, next) = (field.name, field.redefines)
        var seen: Set<String> = [name]
        while let other = next, seen.insert(other).inserted, let index = fieldIndex(other) {
            (name, next) = (other, fields[index].redefines)
        }
        return name
    }
}

extension FieldDefinition {
    package var bytes: ClosedRange<Int>? {
        guard case .bytes(let at, let length) = position, at >= 1, length >= 1 else { return nil }
        return at...at + length - 1
    }

    fileprivate var signByte: ClosedRange<Int>? {
        guard case .byte(let at, _) = format.number.sign, at >= 1 else { return nil }
        return at...at
    }
}
