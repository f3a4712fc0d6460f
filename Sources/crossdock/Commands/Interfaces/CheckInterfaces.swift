import ArgumentParser
import Canonical
import Foundation
import Registry
import Translation

struct CheckInterfaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the registry, or one file; exit status 1 with every complaint if anything is wrong.",
        discussion: """
            A file is a contract, a kind, a crosswalk, a cutover, a charter or an egress file. It may lie outside a registry: then
            its names are looked up in --interfaces or the usual registry, where there is one.
            """)

    @Argument(help: "The folder, or a file; the usual registry unless said.")
    var path: String?

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let check: RegistryCheck
        do {
            check = try self.check()
        } catch let complaints as Complaints {
            return try tell(complaints.all, "")
        }
        try tell(check.complaints, summary(check))
    }

    private func check() throws -> RegistryCheck {
        let path = path ?? options.folder
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Complaints([Complaint(file: path, problem: "there is no such file or folder", suggestion: "Say where Interfaces/ is")])
        }
        return isFolder.boolValue ? try RegistryCheck(folder: path) : try RegistryCheck(file: path, registry: registry(for: path))
    }

    private func registry(for path: String) -> String? {
        if let said = options.interfaces { return said }
        let usual = options.folder
        return RegistryCheck.registry(around: path) ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
    }

    private func summary(_ check: RegistryCheck) -> String {
        guard let library = check.library else {
            let note = path.flatMap { registry(for: $0) } == nil ? ", as far as can be said without a registry" : ""
            return "\(check.meaning): good\(note)"
        }
        return "\(library.definitions.count) interfaces, \(library.kinds.count) kinds, \(library.crosswalks.count) crosswalks: all good"
    }

    private func tell(_ complaints: [Complaint], _ good: String) throws {
        if options.json {
            Console.say(.object([("good", .boolean(complaints.isEmpty)), ("complaints", .array(complaints.map(\.json)))]))
            if !complaints.isEmpty { throw Refused() }
            return
        }
        guard complaints.isEmpty else { throw Refused(text: complaints.map(\.description).joined(separator: "\n")) }
        Console.say(good)
    }
}
