import Canonical
import CrossdockTesting
import Foundation
import Registry
import Testing
import Translation

/// The `Interfaces/` folder of this repository.
@Suite struct RepositoryTests {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Interfaces").path

    @Test func everyDefinitionLoadsAndCompiles() throws {
        let library = try LibraryLoader.loadWhole(Self.folder)
        #expect(library.definitions.count >= 10 && library.kinds.count >= 10)
        for definition in library.definitions {
            #expect(throws: Never.self, "\(definition.reference)") { try Plan(definition, library: library) }
        }
        for kind in library.kinds.values {
            #expect(throws: Never.self, "\(kind.reference)") { try Plan(CanonicalInterface.definition(of: kind), library: library) }
        }
    }

    /// A ledger is keyed anew from the bodies it has: they must tell the keys that mappings make.
    @Test func bodiesTellTheKeysAndVersionsOfTheirRecords() throws {
        let library = try LibraryLoader.load(Self.folder)
        var count = 0
        for definition in library.definitions {
            let plan = try Plan(definition, library: library)
            let folder = "\(Self.folder)/\(definition.id)/\(definition.version)/examples"
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix(".expected.json") {
                let payload = Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data())
                var alike: [String: Int] = [:]
                _ = try Translator(plan: plan, file: name).translate(MemorySource(payload)) { batch in
                    for entry in batch.entries {
                        let kind = batch.kinds[entry.kind]
                        let body = try #require(CanonicalValue(Array(batch.bytes[entry.body])))
                        if let code = kind.identity(of: body) { alike[code, default: 0] += 1 }
                        let number = kind.identity(of: body).flatMap { alike[$0] } ?? 1
                        #expect(
                            try kind.key(of: body, number: number) == String(decoding: batch.bytes[entry.key], as: UTF8.self), "\(name)")
                        #expect(kind.order(of: body) == entry.order, "\(name)")
                        count += 1
                    }
                }
            }
        }
        #expect(count > 50)
    }

    @Test func everyExampleComesOutAsItsExpectationSays() throws {
        let library = try LibraryLoader.loadWhole(Self.folder)
        for definition in library.definitions {
            for result in try ExampleRunner(library: library).run(definition) {
                #expect(result.difference == nil, "\(result.name)")
            }
        }
    }
}
