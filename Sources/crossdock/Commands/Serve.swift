import ArgumentParser
import Gateway

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon: poll the drops, answer REST, until it is told to stop (SIGTERM, SIGINT).")

    @Option(help: "The settings of this deployment.")
    var config = "crossdock.yaml"

    func run() async throws {
        try await Daemon(settings: SettingsReader.read(config)).run()
    }
}
