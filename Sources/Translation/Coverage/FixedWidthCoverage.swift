import Canonical
import Registry

/// Counts the records and bytes of a fixed-width file that no field reads.
struct FixedWidthCoverage {
    private let format: Format
    private let markers: [(at: Int, text: [UInt8])?]
    /// For each record, bytes that no field covers, and the first one behind the last field.
    private let gaps: [[ClosedRange<Int>]]
    private let ends: [Int]
    private let space: UInt8

    init(_ format: Format) {
        self.format = format
        space = format.encoding.isEBCDIC ? 0x40 : 0x20
        markers = format.records.map { record in
            guard case .bytes(let at, let text) = record.marker else { return nil }
            return (at - 1, SingleByteText.encode(text, as: format.encoding))
        }
        gaps = format.records.map { $0.gaps(length: nil) }
        ends = format.records.map { record in
            (record.fields.compactMap { $0.bytes?.upperBound } + [record.markerBytes?.upperBound ?? 0]).max() ?? 0
        }
    }

    func report(_ bytes: [UInt8]) -> CoverageReport {
        var (read, unread) = (NameTally(), NameTally())
        var beyond = Array(repeating: (last: 0, count: 0), count: format.records.count)
        for record in records(bytes) where !record.isEmpty && !record.allSatisfy({ $0 == 0x1A }) {
            guard let index = recognise(record) else {
                unread.add(.record, unknown(record))
                continue
            }
            let id = format.records[index].id
            read.add(.record, id)
            for gap in gaps[index] { unread.add(.bytes, "\(id) \(gap.lowerBound)-\(gap.upperBound)", says(record, gap) ? 1 : 0) }
            guard record.count > ends[index] else { continue }
            let tail = (ends[index] + 1)...record.count
            beyond[index].last = max(beyond[index].last, record.count)
            if says(record, tail) { beyond[index].count += 1 }
        }
        for (index, tail) in beyond.enumerated() where tail.last > 0 {
            unread.add(.bytes, "\(format.records[index].id) \(ends[index] + 1)-\(tail.last)", tail.count)
        }
        var report = CoverageReport()
        report.read = read.items
        report.unread = unread.items
        report.overlaps = format.records.flatMap { record in record.overlaps.map { "\(record.id): \($0.0.name) and \($0.1.name)" } }
        return report
    }

    /// Records of a fixed length, or lines.
    private func records(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var at = format.encoding == .utf8 ? bytes.contentStart : 0
        var found: [ArraySlice<UInt8>] = []
        while at < bytes.count {
            if let length = format.recordLength {
                found.append(bytes[at..<min(at + length, bytes.count)])
                at += max(1, length)
                continue
            }
            let end = bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            found.append(bytes[at..<end])
            at = end + (end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? 2 : 1)
        }
        return found
    }

    private func recognise(_ record: ArraySlice<UInt8>) -> Int? {
        markers.firstIndex { marker in
            guard let marker else { return true }
            return record.dropFirst(marker.at).starts(with: marker.text)
        }
    }

    /// The marker's bytes of a record that has none of the declared ones.
    private func unknown(_ record: ArraySlice<UInt8>) -> String {
        guard let marker = markers.compactMap({ $0 }).max(by: { $0.text.count < $1.text.count }) else { return "?" }
        let there = Array(record.dropFirst(marker.at).prefix(min(marker.text.count, 16)))
        return there.withUnsafeBytes { "'\(SingleByteText.decode($0, as: format.encoding).shortened(16))'" }
    }

    /// Whether anything but blanks and low values stands there. Bytes count from 1.
    private func says(_ record: ArraySlice<UInt8>, _ bytes: ClosedRange<Int>) -> Bool {
        record.dropFirst(bytes.lowerBound - 1).prefix(bytes.count).contains { $0 != space && $0 != 0 }
    }
}
