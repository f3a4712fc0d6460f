import Canonical
import Foundation

/// Writes `published.json`: from then on a version never changes.
package struct Publisher {
    private let library: Library

    package init(library: Library) { self.library = library }

    /// - Parameters:
    ///   - author: who publishes.
    ///   - approver: who else looked; required, and someone else, where revenue is stated.
    /// - Throws: `Complaints` where the rules are not met.
    package func publish(_ definition: InterfaceDefinition, by author: String, approvedBy approver: String?, at now: Instant) throws
        -> Publication
    {
        if let known = try published()[definition.reference] {
            throw refusal(definition, "it was published on \(known.at) by \(known.by)", "Make a new version")
        }
        if definition.states.contains("revenue") {
            guard let approver, !approver.allSatisfy(\.isWhitespace) else {
                throw refusal(definition, "it states revenue and needs an approver", "Say --approved-by")
            }
            guard approver != author else { throw refusal(definition, "the approver must not be its author", "Ask somebody else") }
        }
        guard let data = FileManager.default.contents(atPath: "\(library.folder)/\(definition.file)") else {
            throw refusal(definition, "its file cannot be read", "")
        }
        let publication = Publication(digest: Digest.of(data).hex, at: now.description, by: author, approvedBy: approver)
        // What else was published since the library was read stays.
        var all = try published()
        all[definition.reference] = publication
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(all).write(to: URL(fileURLWithPath: "\(library.folder)/published.json"), options: .atomic)
        return publication
    }

    private func published() throws -> [String: Publication] {
        guard let data = FileManager.default.contents(atPath: "\(library.folder)/published.json") else { return library.published }
        return try JSONDecoder().decode([String: Publication].self, from: data)
    }

    private func refusal(_ definition: InterfaceDefinition, _ problem: String, _ suggestion: String) -> Complaints {
        Complaints([
            Complaint(file: definition.file, problem: "\(definition.reference) cannot be published: \(problem)", suggestion: suggestion)
        ])
    }
}
