import Foundation
import Testing

/// A file of `Samples/`, and what its README says of it.
struct Sample: Sendable, CustomTestStringConvertible {
    let path: String
    let interface: String
    /// Records that are posted.
    var accepted: Int?
    var isRefused = false
    var isFlagged = false
    var exceptionClass: String?
    var testDescription: String { path }

    private static var readme: [Substring] {
        get throws {
            try String(contentsOfFile: Program.repository + "/Samples/README.md", encoding: .utf8).split(separator: "\n")
        }
    }

    /// The rows of "Good files": `| path, path | 6 sales, 9 lines | … |`.
    static var good: [Sample] {
        get throws {
            let rows = try readme.drop { !$0.hasPrefix("## Good files") }.prefix { !$0.hasPrefix("## Broken files") }
            return rows.filter { $0.hasPrefix("| `") }.flatMap { row in
                let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                var folder = ""
                return cells[0].split(separator: ",").map { name in
                    var name = name.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
                    if name.contains("/") { folder = name.components(separatedBy: "/")[0] } else { name = folder + "/" + name }
                    return Sample(path: name, interface: interface(of: name, named: String(row)))
                }
            }
        }
    }

    /// The rows of "Broken files", below the folder they are in.
    static var broken: [Sample] {
        get throws {
            var folder = ""
            var version = ""
            var found: [Sample] = []
            for row in try readme.drop(while: { !$0.hasPrefix("## Broken files") }) where row.hasPrefix("| ") {
                let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
                if cells[1].hasPrefix("**") {
                    folder = cells[1].components(separatedBy: "**")[1]
                    version = cells[1]
                } else if cells[1].hasPrefix("`"), cells.count >= 6 {
                    let name = cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
                    let posted = cells[5].split(separator: " ")
                    found.append(
                        Sample(
                            path: folder + name, interface: interface(of: folder, named: version),
                            accepted: posted.first.flatMap { Int($0) },
                            isRefused: cells[3].hasPrefix("file-level"), isFlagged: cells[4] == "–",
                            exceptionClass: cells[4] == "–" ? nil : cells[4]))
                }
            }
            return found
        }
    }

    /// The interface is named by the folder; where a row speaks of a version, that one is meant.
    private static func interface(of path: String, named text: String) -> String {
        let id = path.components(separatedBy: "/")[0]
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "\(Program.interfaces)/\(id)")) ?? []
        for file in versions where file.hasSuffix(".yaml") {
            let version = file.dropLast(5)
            let short = version.split(separator: ".").prefix(2).joined(separator: ".")
            if text.contains("version \(short)") { return "\(id)@\(version)" }
        }
        return id
    }
}
