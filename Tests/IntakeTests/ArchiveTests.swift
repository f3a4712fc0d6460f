import Canonical
import CrossdockTesting
import Foundation
import Testing

@testable import Intake

@Suite struct ArchiveTests {
    let folder: TemporaryFolder
    let archive: Archive

    init() throws {
        folder = try TemporaryFolder()
        archive = try Archive(folder: folder.path + "/archive")
    }

    private func store(_ text: String) throws -> Archive.Stored {
        try archive.store { sink in for byte in Array(text.utf8) { try withUnsafeBytes(of: byte) { try sink($0) } } }
    }

    private var staged: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: archive.folder + "/staging")) ?? []
    }

    @Test func contentStandsUnderItsDigest() throws {
        let stored = try store("hello")
        #expect(stored.digest == .of("hello"))
        #expect(stored.size == 5)
        #expect(archive.holds(.of("hello")))
        #expect(FileManager.default.contents(atPath: archive.path(of: .of("hello"))) == Data("hello".utf8))
        #expect(staged == [])
    }

    @Test func theSameContentIsKeptOnceAndNeverTouched() throws {
        let first = try store("hello")
        var before = stat()
        lstat(first.path, &before)
        let second = try store("hello")
        var after = stat()
        lstat(second.path, &after)
        #expect(first == second)
        #expect(before.st_ino == after.st_ino)
        #expect(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
        #expect(after.st_mode & 0o222 == 0)
        #expect(staged == [])
    }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test func onlyItsOwnerReadsIt() throws {
        let stored = try store("hello")
        let shard = URL(fileURLWithPath: stored.path).deletingLastPathComponent().path
        #expect([archive.folder, archive.folder + "/staging", shard, stored.path].map(mode) == [0o700, 0o700, 0o700, 0o400])
        // As an earlier release has left it.
        for folder in [archive.folder, archive.folder + "/staging", shard] { chmod(folder, 0o750) }
        chmod(stored.path, 0o440)
        let next = try Archive(folder: archive.folder)
        #expect([next.folder, next.folder + "/staging", shard, stored.path].map(mode) == [0o700, 0o700, 0o700, 0o400])
        #expect(next.holds(.of("hello")))
    }

    @Test func whatFailsHalfwayLeavesNothing() throws {
        struct Cut: Error {}
        #expect(throws: Cut.self) {
            _ = try archive.store { sink in
                try Array("half".utf8).withUnsafeBytes { try sink($0) }
                throw Cut()
            }
        }
        #expect(staged == [])
        #expect(!archive.holds(.of("half")))
    }

    @Test func leftoversOfACrashAreSweptAndWorkInHandIsNot() throws {
        try Data("left".utf8).write(to: URL(fileURLWithPath: archive.folder + "/staging/crashed"))
        let stored = try archive.store { sink in
            try Array("in hand".utf8).withUnsafeBytes { try sink($0) }
            archive.sweep()
            #expect(staged.count == 1)
        }
        #expect(stored.digest == .of("in hand"))
        #expect(archive.holds(.of("in hand")))
        #expect(staged == [])
    }

    @Test func aFullDiskIsToldApart() {
        #expect(ArchiveError(verb: "write", code: ENOSPC).isFull)
        #expect(!ArchiveError(verb: "write", code: EIO).isFull)
    }

    @Test func patterns() {
        for (pattern, name, fits) in [
            ("*", "", true), ("*.csv", "a.csv", true), ("*.csv", "a.csv.tmp", false), ("a?c*", "abc", true), ("a?c", "ac", false),
            ("*a*b*", "xxaxxbxx", true), ("*a*b", "ba", false), ("**", "x", true), ("", "x", false),
            ("sales_*_2026*.csv", "sales_0042_20261123.csv", true),
        ] {
            #expect(NamePattern(pattern).matches(Array(name.utf8)) == fits, "\(pattern) on \(name)")
        }
    }
}
