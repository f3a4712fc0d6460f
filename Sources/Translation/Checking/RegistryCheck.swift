import Canonical
import Foundation
import Registry

/// Everything that is wrong with a registry, or with one file of it: forms, names, and what a definition says that cannot
/// be.
package struct RegistryCheck {
    /// Each once, in the order of files and lines.
    package let complaints: [Complaint]
    /// What there is, for the summary; `nil` where one file was checked.
    package let library: Library?
    /// What the one file was taken for, such as `a contract`.
    package let meaning: String

    /// All of a registry.
    ///
    /// - Throws: `Complaints` where there is no such folder.
    package init(folder: String) throws {
        let library = try LibraryLoader.survey(folder)
        complaints = Self.all(library).flatMap(\.complaints).told
        self.library = library
        meaning = ""
    }

    /// One file, in a registry or elsewhere.
    ///
    /// - Parameter registry: the folder whose names it may use; `nil` for none, so that only what it says by itself is
    ///   looked at.
    /// - Throws: `Complaints` where there is no such registry.
    package init(file path: String, registry: String?) throws {
        library = nil
        let whole = try registry.map { try LibraryLoader.survey($0) }
        if let whole, let place = Self.place(of: path, below: whole.folder), LibraryLoader.reads(place) {
            complaints = Self.all(whole).filter { $0.file == place }.flatMap(\.complaints).told
            meaning = place
            return
        }
        let lone = try LoneFile(path: path, library: whole)
        complaints = (lone.complaints + Self.complaints(about: lone.draft, lone.isPartial, whole)).told
        meaning = lone.meaning
    }

    /// The folder of the registry that a file lies in; `nil` for none.
    package static func registry(around path: String) -> String? {
        var folder = URL(fileURLWithPath: path).absoluteURL.deletingLastPathComponent()
        for _ in 0..<4 where folder.path != "/" {
            for mark in ["canonical", "ownership.yaml", "crosswalks"] {
                if FileManager.default.fileExists(atPath: folder.appendingPathComponent(mark).path) { return folder.path }
            }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }

    /// By the file that has them, the same one also where the text stands in a file that it extends.
    private static func all(_ library: Library) -> [Remark] {
        let compiled = CompiledLibrary(library)
        var found = library.remarks + compiled.remarks + library.guardComplaints.map { Remark(file: $0.file, complaints: [$0]) }
        found += compiled.broken.map { Remark(file: $0.file, complaints: $0.complaints) }
        for file in library.broken {
            found.append(
                Remark(file: file.file, complaints: file.complaints + complaints(about: file.draft, file.isPartial, compiled.library)))
        }
        return found
    }

    /// What the compiler finds in a definition that has other complaints.
    private static func complaints(about draft: InterfaceDefinition?, _ isPartial: Bool, _ library: Library?) -> [Complaint] {
        guard let draft, let library else { return [] }
        var found: [Complaint] = []
        do {
            found = try Plan(draft, library: library).remarks
        } catch {
            found = (error as? Complaints)?.all ?? []
        }
        // Whatever could not be read may have read the field that nobody seems to read.
        return isPartial ? found.filter { $0.weight != .remarks } : found
    }

    private static func place(of path: String, below folder: String) -> String? {
        let (file, root) = (resolved(path), resolved(folder) + "/")
        return file.hasPrefix(root) ? String(file.dropFirst(root.count)) : nil
    }

    private static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).absoluteURL.resolvingSymlinksInPath().path }
}
