import Foundation
import Registry

/// An `Interfaces/` folder for one test, with files put where their own text says they belong.
package final class RegistryFolder: Sendable {
    package let path: String

    package init(kinds: [String] = [], interfaces: [String] = [], crosswalks: [String: String] = [:]) throws {
        path = NSTemporaryDirectory() + "/crossdock-registry-\(UUID().uuidString)"
        for kind in kinds {
            try write(kind, to: "canonical/\(Self.value("kind", in: kind))/\(Self.value("version", in: kind)).yaml")
        }
        for interface in interfaces { try write(interface, to: Self.place(of: interface)) }
        for (name, rows) in crosswalks {
            try write("system,entity,code,canonical,valid_from,valid_to\n\(rows)\n", to: "crosswalks/\(name).csv")
        }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { remove() }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// - Throws: `Complaints` about anything that stops anything.
    package func load() throws -> Library { try LibraryLoader.loadWhole(path) }

    package func write(_ text: String, to file: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(file)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Where the loader expects a definition.
    package static func place(of interface: String) -> String {
        "\(value("interface", in: interface))/\(value("version", in: interface)).yaml"
    }

    private static func value(_ key: String, in yaml: String) -> String {
        let line = yaml.split(separator: "\n").first { $0.hasPrefix("\(key):") } ?? ""
        return line.dropFirst(key.count + 1).trimmingCharacters(in: .whitespaces)
    }
}
