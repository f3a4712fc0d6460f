import ArgumentParser
import Foundation
import Registry

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a registry file, for editors.")

    enum File: String, ExpressibleByArgument { case interface, kind, cutover }

    @Argument(help: "interface, kind or cutover.")
    var file: File = .interface

    func run() {
        let book =
            switch file {
            case .interface: InterfaceShape.book
            case .kind: KindShape.book
            case .cutover: CutoverShape.book
            }
        Console.say(JSONSchema.text(of: book, id: "crossdock:\(file.rawValue)").trimmingCharacters(in: .newlines))
    }
}
