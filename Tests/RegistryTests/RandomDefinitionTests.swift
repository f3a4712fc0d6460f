import Canonical
import CrossdockTesting
import Foundation
import Registry
import Testing
import Translation

/// Definitions that somebody is in the middle of writing: the check ends, and says something where it stands.
@Suite struct RandomDefinitionTests {
    static let definitions: [(file: String, text: String)] = {
        let folder = RepositoryTests.folder
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.contains("/examples/") && LibraryLoader.reads($0) }.sorted().compactMap { file in
            (try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)).map { (file, $0) }
        }
    }()

    /// Cuts, doubles, swaps and spoils lines and characters.
    static func mutate(_ text: String, _ random: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let at = lines.indices.randomElement(using: &random) ?? 0
            let other = lines.indices.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<9, using: &random) {
            case 0: lines.remove(at: at)
            case 1: lines.insert(lines[at], at: at)
            case 2: lines.swapAt(at, other)
            case 3: lines[at] = "  " + lines[at]
            case 4: lines[at] = String(lines[at].drop { $0 == " " })
            case 5: lines = Array(lines.prefix(max(1, at)))
            case 6:
                let signs = [
                    ":", "{", "}", "[", "]", "\"", "'", ",", "\t", "*", "&", "-", "#", "|", "?", "0", "-1", "99999999999999999999",
                    "9223372036854775807", "true",
                ]
                let index = lines[at].indices.randomElement(using: &random) ?? lines[at].startIndex
                lines[at].insert(contentsOf: signs.randomElement(using: &random) ?? "", at: index)
            case 7:
                lines[at] = lines[at].replacing(/[0-9]+/) { _ in
                    ["0", "-1", "9223372036854775807", "x"].randomElement(using: &random) ?? ""
                }
            default: if let index = lines[at].indices.randomElement(using: &random) { lines[at].remove(at: index) }
            }
            if lines.isEmpty { lines = [""] }
        }
        return lines.joined(separator: "\n")
    }

    @Test(arguments: 0..<8) func mutatedFilesAreCheckedToTheEnd(_ index: Int) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let library = CompiledLibrary(try LibraryLoader.load(RepositoryTests.folder)).library
        var random = SeededGenerator(seed: UInt64(index) + 1)
        var complained = 0
        for round in 0..<150 {
            let (file, text) = try #require(Self.definitions.randomElement(using: &random))
            let mutated = Self.mutate(text, &random)
            let path = "\(folder.path)/\(round).yaml"
            try mutated.write(toFile: path, atomically: true, encoding: .utf8)
            let lone = try LoneFile(path: path, library: library)
            var complaints = lone.complaints
            if let draft = lone.draft {
                do {
                    complaints += try Plan(draft, library: library).remarks
                } catch let error as Complaints {
                    complaints += error.all
                }
            }
            complained += complaints.isEmpty ? 0 : 1
            let lines = mutated.split(separator: "\n", omittingEmptySubsequences: false).count
            for complaint in complaints where complaint.file == path {
                #expect((0...lines + 1).contains(complaint.line), "\(file) \(complaint)\n\(mutated)")
            }
        }
        #expect(complained > 75)
    }
}
