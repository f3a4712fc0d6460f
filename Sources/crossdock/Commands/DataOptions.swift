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

    /// The ledger, also where the registry has complaints, which are told on standard error then.
    func openGuarded() throws -> GuardedLedger {
        let guarded = try GuardedLedger(data: data, interfaces: registry)
        if let complaints = guarded.complaints {
            Console.complain(
                "The registry has \(complaints.all.count) complaint(s), see 'crossdock interfaces check'. Cutovers are shown and stepped back all the same."
            )
        }
        return guarded
    }
}

/// Options of commands that only read the registry.
struct RegistryOptions: ParsableArguments {
    @Option(help: "The folder of the registry; CROSSDOCK_INTERFACES, or ./Interfaces, unless said.")
    var interfaces: String?

    @Flag(help: "Print JSON for scripts.")
    var json = false

    var folder: String { interfaces ?? Installation.usualInterfaces() }
}
