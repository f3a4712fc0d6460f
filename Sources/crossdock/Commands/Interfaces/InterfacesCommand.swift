import ArgumentParser

struct InterfacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interfaces", abstract: "The registry of contracts.",
        subcommands: [
            ListInterfaces.self, ShowInterface.self, CheckInterfaces.self, TestInterfaces.self, CoverInterface.self,
            DiffInterfaces.self, PublishInterface.self, SchemaCommand.self,
        ])
}
