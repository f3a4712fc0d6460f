import ArgumentParser
import Gateway

/// Options of every command that works on a data folder.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder of the ledger and the archive.")
    var data = "./crossdock-data"

    @Option(help: "The folder of the registry; CROSSDOCK_INTERFACES, or ./Interfaces, unless said.")
    var interfaces: String?

    @Flag(help: "Print JSON for scripts.")
    var json = false

    var registry: String { interfaces ?? Installation.usualInterfaces() }

    func open() throws -> Installation { try Installation(data: data, interfaces: registry) }
}

/// Options of commands that only read the registry.
struct RegistryOptions: ParsableArguments {
    @Option(help: "The folder of the registry; CROSSDOCK_INTERFACES, or ./Interfaces, unless said.")
    var interfaces: String?

    @Flag(help: "Print JSON for scripts.")
    var json = false

    var folder: String { interfaces ?? Installation.usualInterfaces() }
}
