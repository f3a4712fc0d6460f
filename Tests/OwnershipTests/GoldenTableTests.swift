import Canonical
import Foundation
import Testing

@testable import Ownership

/// The table in the documentation is what `decide` says, byte for byte.
@Suite struct GoldenTableTests {
    static let article = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Ownership/Ownership.docc/Cutovers.md")

    @Test func theDocumentationShowsWhatIsDecided() throws {
        let text = try String(contentsOf: Self.article, encoding: .utf8)
        let parts = text.components(separatedBy: "<!-- table -->\n")
        try #require(parts.count == 3, "the article has no table between its marks")
        #expect(parts[1] == Self.table, "put this between the marks of Cutovers.md:\n\(Self.table)")
    }

    static var table: String {
        let head = ["phase", "A, d<D", "A, d≥D", "B, d<D", "B, d≥D", "C"]
        let rows = Phase.allCases.map { row($0.description, DecisionTests.cell($0)) }
        let retired = row("A retired", DecisionTests.cell(.sealed), a: .retired)
        let lines = [head, head.map { _ in "---" }] + rows + [retired]
        return lines.map { line in
            line[0] == "---" ? "|" + line.joined(separator: "|") + "|\n" : "| " + line.joined(separator: " | ") + " |\n"
        }.joined()
    }

    private static func row(_ name: String, _ cell: Cell, a standing: Standing = .active) -> [String] {
        let (before, after) = (DecisionTests.before, DecisionTests.after)
        return [
            name, word("A", before, cell, standing), word("A", after, cell, standing), word("B", before, cell), word("B", after, cell),
            // Wherever its date lies, anybody else is told the same.
            Set([before, after].map { word("C", $0, cell) }).sorted().joined(separator: " or "),
        ]
    }

    /// The outcome at a door that answers, where nothing is softened; accepted a second time as after the watermark.
    private static func word(_ writer: String, _ date: BusinessDate, _ cell: Cell, _ standing: Standing = .active) -> String {
        let decision = DecisionTests.decision(writer, date, cell, standing: standing)
        switch decision.outcome {
        case .accepted:
            var late = cell
            late.watermark = date
            let marked = DecisionTests.decision(writer, date, late, standing: standing).reason == .late
            return marked ? "accept (marked late after the watermark)" : "accept"
        case .shadow: return "shadow"
        case .held: return "hold"
        case .quarantined: return "quarantine"
        case .rejected: return decision.reason == .retired ? "410 + alert" : "reject"
        case .duplicate: return "duplicate"
        case .superseded: return "superseded"
        }
    }
}
