import Canonical
import CrossdockTesting
import Foundation
import Registry
import Testing
import Translation

/// One broken file stops what it says, nothing else, and nothing takes its place.
@Suite struct BrokenFileTests {
    let folder: RegistryFolder

    init() throws {
        folder = try RegistryFolder(kinds: [validKind], interfaces: [validInterface])
    }

    func write(_ id: String, _ version: String, _ change: (String, String)? = nil, status: String = "strategic") throws {
        var text = validInterface.replacing("test.notes", with: id).replacing("version: 1.0.0", with: "version: \(version)")
            .replacing("strategic", with: status)
        if let change { text = text.replacing(change.0, with: change.1) }
        try folder.write(text, to: "\(id)/\(version).yaml")
    }

    var library: Library { get throws { CompiledLibrary(try LibraryLoader.load(folder.path)).library } }

    /// What a reference finds: a version, `broken`, or `none`.
    func found(_ reference: String, _ library: Library) -> String {
        library.definition(reference)?.version.description ?? (library.obstacle(to: reference) == nil ? "none" : "broken")
    }

    @Test(arguments: [("writer: tester", "wirter: tester"), ("{from: amount}", "{from: amuont}"), ("title: Notes", "title: a: b")])
    func aBrokenDefinitionStopsOnlyItself(_ old: String, _ new: String) throws {
        try write("test.bad", "1.0.0", (old, new))
        let library = try library
        #expect(
            found("test.notes", library) == "1.0.0" && found("test.bad", library) == "broken"
                && found("test.bad@1.0.0", library) == "broken")
        #expect(library.interfaceIDs == ["test.notes"] && library.broken.map(\.name) == ["test.bad@1.0.0"])
        let complaints = try #require(throws: Complaints.self) { try library.requireSound("test.bad@1") }
        #expect(complaints.all.map(\.file) == ["test.bad/1.0.0.yaml"])
        #expect(throws: Never.self) { try library.requireSound("test.notes") }
    }

    @Test func aBrokenNewerVersionMakesNoOlderOneCurrent() throws {
        try write("test.notes", "1.1.0", ("{from: amount}", "{from: amuont}"))
        let library = try library
        for reference in ["test.notes", "test.notes@1", "test.notes@1.1", "test.notes@1.1.0"] {
            #expect(found(reference, library) == "broken")
        }
        #expect(
            found("test.notes@1.0.0", library) == "1.0.0" && found("test.notes@1.0", library) == "1.0.0"
                && found("test.notes@2", library) == "none")
    }

    @Test func aBrokenVersionThatIsNotTheCurrentOneChangesNothing() throws {
        try write("test.notes", "1.1.0", ("writer: tester", "writer: tester\nnonsense: 1"), status: "proposed")
        try write("test.notes", "0.9.0", ("writer: tester", "writer: tester\nnonsense: 1"))
        let library = try library
        #expect(
            found("test.notes", library) == "1.0.0" && found("test.notes@1.1.0", library) == "broken"
                && found("test.notes@0", library) == "broken")
    }

    /// Its name is no version, so it may be the latest; or it lies in another's folder.
    @Test func aFileThatIsNotWhatItsPlaceSaysCountsAsBoth() throws {
        try folder.write(validInterface, to: "test.notes/next.yaml")
        let unnamed = try library
        #expect(found("test.notes", unnamed) == "broken" && found("test.notes@1.0.0", unnamed) == "1.0.0")
        try FileManager.default.removeItem(atPath: folder.path + "/test.notes/next.yaml")
        try folder.write(validInterface.replacing("version: 1.0.0", with: "version: 2.0.0"), to: "test.other/2.0.0.yaml")
        let library = try library
        #expect(
            found("test.notes", library) == "broken" && found("test.other", library) == "broken"
                && found("test.notes@1", library) == "1.0.0")
    }

    @Test func aPublishedVersionThatChangedOrIsGoneIsBroken() throws {
        try write("test.notes", "1.1.0")
        let before = try LibraryLoader.load(folder.path)
        for definition in before.definitions {
            _ = try Publisher(library: before).publish(definition, by: "ann", approvedBy: nil, at: Instant(seconds: 1_795_442_591))
        }
        #expect(found("test.notes", try library) == "1.1.0")
        try write("test.notes", "1.1.0", ("title: Notes", "title: Other notes"))
        let changed = try library
        #expect(found("test.notes", changed) == "broken" && found("test.notes@1.0.0", changed) == "1.0.0")
        try FileManager.default.removeItem(atPath: folder.path + "/test.notes/1.1.0.yaml")
        let gone = try library
        #expect(found("test.notes", gone) == "broken")
        #expect(
            gone.broken.flatMap(\.complaints).map(\.problem) == [
                "test.notes@1.1.0 was published on 2026-11-23T14:03:11Z and its file is gone"
            ])
    }

    @Test func aBrokenKindOrCrosswalkBreaksWhatRestsOnIt() throws {
        try folder.write("kind: other\nversion: 1\n", to: "canonical/other/1.yaml")
        try folder.write("system\n", to: "crosswalks/bad.csv")
        try write("test.kind", "1.0.0", ("note@1", "other@1"))
        try write("test.codes", "1.0.0", ("{from: number}", "{from: number, code: bad}"))
        let library = try library
        #expect(Set(library.broken.map(\.name)) == ["other@1", "the crosswalk bad", "test.kind@1.0.0", "test.codes@1.0.0"])
        #expect(library.obstacle(toKind: "other") != nil && library.kind("other") == nil && library.kind("note") != nil)
        let complaints = try #require(throws: Complaints.self) { try library.requireSound("test.kind") }
        #expect(complaints.description.contains("other@1 has complaints of its own. See canonical/other/1.yaml"))
        // The check tells the cause alone.
        let files = try RegistryCheck(folder: folder.path).complaints.map(\.file)
        #expect(Set(files) == ["canonical/other/1.yaml", "crosswalks/bad.csv"], "\(files)")
    }

    @Test func aBrokenNewerKindMakesNoOlderOneCurrent() throws {
        try folder.write(
            validKind.replacing("version: 1", with: "version: 2").replacing("anchor: day", with: "anchor: dya"), to: "canonical/note/2.yaml"
        )
        let library = try library
        #expect(library.kind("note") == nil && library.kind("note@1") != nil && library.obstacle(toKind: "note@2") != nil)
        #expect(found("test.notes", library) == "1.0.0")
    }

    /// Who owns what is never taken as unsaid.
    @Test(arguments: [
        ("ownership.yaml", "rules:\n  - {wirter: a}\n"), ("egress.yaml", "rules: 1: 2\n"), ("published.json", "{"), ("ownership.yaml", ""),
    ])
    func whatTheGuardRestsOnStopsEverything(_ file: String, _ text: String) throws {
        try folder.write(text, to: file)
        let complaints = try #require(throws: Complaints.self) { try LibraryLoader.load(folder.path) }
        #expect(complaints.all.allSatisfy { $0.file == file })
        #expect(try RegistryCheck(folder: folder.path).complaints.map(\.file).contains(file))
        // All that is wrong is told all the same.
        try write("test.bad", "1.0.0", ("writer: tester", "wirter: tester"))
        #expect(try Set(RegistryCheck(folder: folder.path).complaints.map(\.file)) == [file, "test.bad/1.0.0.yaml"])
    }

    @Test func aCutoverOfABrokenInterfaceIsBroken() throws {
        try write("test.bad", "1.0.0", ("writer: tester", "writer: tester\nnonsense: 1"))
        try folder.write(
            "cutover: move\ncells: {kind: note}\nfrom: {writer: tester, interfaces: [test.bad]}\nto: {writer: x, interfaces: [canonical.note]}\n",
            to: "cutovers/move.yaml")
        let library = try library
        #expect(library.cutovers.isEmpty && library.obstacle(toCutover: "move") != nil)
        #expect(try RegistryCheck(folder: folder.path).complaints.map(\.file) == ["test.bad/1.0.0.yaml"])
    }

    /// The law switched off, as the product was before: then an older version is current, and nobody is told.
    @Test func theseTestsNoticeABrokenFileThatIsAsIfItWereNotThere() throws {
        try write("test.notes", "1.1.0", ("writer: tester", "writer: tester\nnonsense: 1"))
        let weak = try LibraryLoader.load(folder.path, weakened: .brokenFile)
        #expect(found("test.notes", weak) == "1.0.0")
    }
}
