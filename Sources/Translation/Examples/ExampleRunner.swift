import Canonical
import Foundation
import Registry

/// Runs the examples that stand beside a definition: `examples/<payload>` against
/// `examples/<payload>.expected.json`, each payload whole, in 7-byte and in 1-byte chunks.
package struct ExampleRunner {
    package struct Result: Sendable {
        package let name: String
        /// `nil` for a pass; otherwise what differs.
        package let difference: String?
    }

    private let library: Library

    package init(library: Library) { self.library = library }

    /// - Parameter writing: writes what came out as the new expectation, for an author to read and keep.
    package func run(_ definition: InterfaceDefinition, writing: Bool = false) throws -> [Result] {
        let plan = try Plan(definition, library: library)
        let folder = "\(library.folder)/\(definition.id)/\(definition.version)/examples"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let payloads = names.filter { !$0.hasSuffix(".expected.json") && !$0.hasPrefix(".") }
        if payloads.isEmpty { return [Result(name: definition.reference, difference: "there are no examples in \(folder)")] }
        return try payloads.map { name in
            let label = "\(definition.reference) \(name)"
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                return Result(name: label, difference: "the payload cannot be read")
            }
            let reports = try [Int.max, 7, 1].map { try TranslationReport(Array(data), plan: plan, file: name, chunk: $0).text }
            if reports[1] != reports[0] {
                return Result(name: label, difference: "7-byte chunks: \(Self.difference(reports[0], reports[1]))")
            }
            if reports[2] != reports[0] {
                return Result(name: label, difference: "1-byte chunks: \(Self.difference(reports[0], reports[2]))")
            }
            let path = "\(folder)/\(name).expected.json"
            if writing { try reports[0].write(toFile: path, atomically: true, encoding: .utf8) }
            guard let expected = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }) else {
                return Result(
                    name: label, difference: "there is no \(name).expected.json; 'interfaces test --write' makes one to read and keep")
            }
            return Result(name: label, difference: expected == reports[0] ? nil : Self.difference(expected, reports[0]))
        }
    }

    /// Contracts that cannot be tried, since their files have complaints.
    ///
    /// - Parameter id: only of this one, `ID` or `ID@VERSION`; of all where `nil`.
    package func broken(_ id: String? = nil) -> [Result] {
        library.broken.compactMap { file in
            let names = file.subjects.compactMap { if case .interface(let id, let version) = $0 { (id, version) } else { nil } }
            guard names.contains(where: { id == nil || $0.0 == id || "\($0.0)@\($0.1?.description ?? "")" == id }) else { return nil }
            return Result(name: file.name, difference: "it has complaints:\n    \(Complaints(file.complaints.told))")
        }
    }

    /// The first line that differs.
    private static func difference(_ expected: String, _ found: String) -> String {
        let (a, b) = (expected.split(separator: "\n"), found.split(separator: "\n"))
        let index = zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
        return
            "line \(index + 1): expected \(index < a.count ? String(a[index]) : "nothing"), found \(index < b.count ? String(b[index]) : "nothing")"
    }
}
