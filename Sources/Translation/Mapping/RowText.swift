import Registry

/// How a source row is shown in an error: the raw line, or the fields of an element.
enum RowText {
    static let longest = 240

    /// Empty where a field of the record is sensitive.
    static func show(_ row: GroupBuffer.Row, _ buffer: GroupBuffer, _ plan: Plan) -> String {
        let readings = plan.fieldReadings[row.record]
        if readings.contains(where: \.isSensitive) { return "" }
        let encoding = plan.definition.format.encoding
        if row.rawLength > 0 {
            let bytes = buffer.bytes.slice(row.rawStart, min(row.rawLength, longest * 2))
            return SingleByteText.decode(bytes, as: encoding).trimmed.shortened(longest)
        }
        let shown = readings.indices.compactMap { field -> String? in
            let cell = buffer.cells[row.cells + field]
            guard cell.length > 0 else { return nil }
            return "\(plan.fieldNames[row.record][field])=\(String(decoding: buffer.slice(cell), as: UTF8.self).shortened(40))"
        }
        return shown.joined(separator: ", ").shortened(longest)
    }
}
