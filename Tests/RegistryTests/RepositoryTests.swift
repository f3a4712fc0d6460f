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

    @Test func everyExampleComesOutAsItsExpectationSays() throws {
        let library = try LibraryLoader.loadWhole(Self.folder)
        for definition in library.definitions {
            for result in try ExampleRunner(library: library).run(definition) {
                #expect(result.difference == nil, "\(result.name)")
            }
        }
    }
}
