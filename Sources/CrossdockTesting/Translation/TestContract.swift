import Canonical
import Foundation
import Registry
import Translation

/// One interface with its kind and crosswalks, made from YAML text through the real loader and the
/// real compiler, so that a test says bytes in and records or findings out.
package struct TestContract: Sendable {
    package let library: Library
    package let plan: Plan

    package var definition: InterfaceDefinition { plan.definition }

    /// - Parameters:
    ///   - kinds: whole canonical kinds, as YAML.
    ///   - interface: a whole definition, as YAML.
    ///   - crosswalks: name to CSV rows, without the header line.
    /// - Throws: `Complaints` of the loader or the compiler.
    ///   - weakened: a law to switch off, to see that somebody notices.
    package init(kinds: [String], interface: String, crosswalks: [String: String] = [:], weakened: Weakening? = nil) throws {
        let folder = try RegistryFolder(kinds: kinds, interfaces: [interface], crosswalks: crosswalks)
        defer { folder.remove() }
        let library = try folder.load()
        guard let definition = library.definitions.first else { throw Complaints([]) }
        self.library = library
        plan = try Plan(definition, library: library, weakened: weakened)
    }

    /// A contract whose records are the source fields as they stand: `fields` of the record that begins
    /// the group, and `lines`, the fields of the record `item` below it.
    ///
    /// - Parameter format: the body of `format:`, two spaces in.
    package init(
        format: String, fields: [String], lines: [String] = [], controls: String = "", each: String = "row", weakened: Weakening? = nil
    ) throws {
        let listed =
            lines.isEmpty
            ? "" : "\n      lines:\n        each: item\n        fields: {\(lines.map { "\($0): {from: \($0)}" }.joined(separator: ", "))}"
        let interface = """
            interface: test.reading
            version: 1.0.0
            title: Fields as they stand
            lifecycle: {status: strategic, owner: tests}
            writer: tester
            states: [inventory]
            format:
            \(format.indented(by: 2))
            \(controls.isEmpty ? "" : "controls:\n\(controls.indented(by: 2))")
            map:
              kind: reading@1
              each: \(each)
              fields:
                entity: {value: E}
                day: {value: 2026-11-23}
                number: {from: "@line"}
            \(fields.map { "    \($0): {from: \($0)}" }.joined(separator: "\n"))\(listed.replacing("\n      ", with: "\n    "))
            """
        try self.init(kinds: [Self.readingKind(fields, lines)], interface: interface, weakened: weakened)
    }

    private static func readingKind(_ fields: [String], _ lines: [String]) -> String {
        func text(_ name: String) -> String { "\(name): {type: text, max: 2000000, meaning: As it stands}" }
        return """
            kind: reading
            version: 1
            title: What a reader read
            key: [day, number]
            anchor: day
            domains: [inventory]
            fields:
              entity: {type: text, required: true, meaning: Entity}
              day: {type: date, required: true, meaning: Day}
              number: {type: text, required: true, meaning: Line}
            \(fields.map { "  " + text($0) }.joined(separator: "\n"))
            \(lines.isEmpty ? "" : "  lines: {type: list, meaning: Lines, fields: {\(lines.map(text).joined(separator: ", "))}}")
            """
    }
}

extension String {
    /// Every line moved to the right.
    package func indented(by count: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }
}
