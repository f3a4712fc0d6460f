import Canonical
import Registry

/// Looks through a file for what its definition does not read. It reads the file by itself, apart from translation, so that
/// no reader has to keep account of what nobody wants; it is for people, not for the hot path.
package struct Coverage {
    /// Most bytes that are looked at.
    package static let limit = 64 << 20

    private let plan: Plan

    package init(_ plan: Plan) { self.plan = plan }

    /// - Throws: what the source throws; never for what is wrong with the data.
    package func report(_ source: some ByteSource) throws -> CoverageReport {
        let format = plan.definition.format
        let isUTF16 = format.encoding == .utf16 && format.kind != .xml
        let (bytes, isWhole) = isUTF16 ? try Self.bytes(UTF16Source(source)) : try Self.bytes(source)
        var report =
            switch format.kind {
            case .fixedWidth: FixedWidthCoverage(format).report(bytes)
            case .delimited: DelimitedCoverage(format).report(bytes)
            case .xml: plan.tree.map { XMLCoverage($0).report(bytes) } ?? CoverageReport()
            case .json: plan.tree.map { JSONCoverage($0).report(bytes) } ?? CoverageReport()
            }
        if !isWhole { report.notes.insert("Only the first \(Self.limit >> 20) MB of the file were looked at.", at: 0) }
        return report
    }

    private static func bytes(_ source: some ByteSource) throws -> ([UInt8], isWhole: Bool) {
        var source = source
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { chunk.deallocate() }
        while bytes.count < limit {
            let count = try source.read(into: chunk)
            if count == 0 { return (bytes, true) }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        }
        return (bytes, try source.read(into: chunk) == 0)
    }
}

extension [UInt8] {
    /// Where the content begins, behind a byte order mark of UTF-8.
    var contentStart: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
