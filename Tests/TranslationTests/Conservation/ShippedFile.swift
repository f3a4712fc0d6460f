import CrossdockTesting
import Foundation
import Registry
import Translation

/// A good file of a shipped interface: an example or a sample that comes through without a finding.
struct ShippedFile: Sendable {
    let definition: InterfaceDefinition
    let plan: Plan
    let name: String
    let bytes: [UInt8]

    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The examples of every shipped definition, and the samples of its id; each content once.
    static func all() throws -> [ShippedFile] {
        let library = try LibraryLoader.loadWhole(root.appendingPathComponent("Interfaces").path)
        return try library.definitions.flatMap { definition in
            let plan = try Plan(definition, library: library)
            let folders = ["Interfaces/\(definition.id)/\(definition.version)/examples", "Samples/\(definition.id)"]
            var seen: Set<Data> = []
            return folders.flatMap { folder -> [ShippedFile] in
                let url = root.appendingPathComponent(folder)
                let names = ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
                return names.filter { !$0.hasSuffix(".expected.json") && !$0.hasPrefix(".") }.compactMap { name in
                    guard let data = FileManager.default.contents(atPath: url.appendingPathComponent(name).path), seen.insert(data).inserted
                    else { return nil }
                    return ShippedFile(definition: definition, plan: plan, name: name, bytes: Array(data))
                }
            }
        }
    }
}
