import Canonical
import Foundation
import HTTPAPI
import Hummingbird
import Intake
import Ledger
import Logging
import Metrics
import Registry
import ServiceLifecycle

/// The daemon: the drops' pollers, the keeper of boundaries and the REST door over one installation, in one
/// service group.
package struct Daemon {
    private let settings: Settings
    private let logger: Logger

    package init(settings: Settings) {
        self.settings = settings
        var logger = Logger(label: "crossdock") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = settings.logLevel
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT. Files in hand are finished within the deadline; what is not comes
    /// back at the next start, where it stopped.
    package func run() async throws {
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let installation = try Installation(
            data: settings.data, interfaces: settings.interfaces ?? Installation.usualInterfaces())
        installation.archive.sweep()
        for file in installation.library.broken {
            for complaint in file.complaints.told {
                logger.error("\(file.name) is not used until its file is put right", metadata: ["complaint": "\(complaint)"])
            }
        }
        try check(installation)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        let presence = try Presence(folder: settings.data + "/gateways")
        for drop in settings.drops {
            let poller = DropPoller(
                drop: drop, pipeline: installation.pipeline, timekeeper: installation.timekeeper, logger: logger,
                owner: presence.name, isGone: { presence.isGone($0) }, freeSpaceFloor: settings.freeSpaceFloor)
            let runner = DropRunner(poller)
            services.append(service(ThreadService(name: "drop \(drop.name)", body: { runner.run() }, stop: { runner.stop() })))
        }
        let upkeep = upkeep(of: installation)
        services.append(service(ThreadService(name: "upkeep", body: { upkeep.run() }, stop: { upkeep.stop() })))
        if let http = settings.http { services.append(service(door(http, installation, metrics))) }
        logger.info(
            "crossdock is up",
            metadata: [
                "data": "\(settings.data)", "interfaces": "\(installation.library.definitions.count)", "drops": "\(settings.drops.count)",
                "http": "\(settings.http.map { "\($0.host):\($0.port)" } ?? "closed")",
            ])
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.shutdownSeconds)
        try await ServiceGroup(configuration: configuration).run()
        logger.info("crossdock has stopped")
    }

    /// What time alone makes due: boundaries that open, days that begin, checkpoints of the audit.
    private func upkeep(of installation: Installation) -> Upkeep {
        let ledger = installation.ledger
        var duties = [
            Upkeep.Duty("the guard's upkeep") { try ledger.catchUp() },
            Upkeep.Duty("the look at changed mappings") { try ledger.noticeMappings() },
            Upkeep.Duty("the comparison of store-days") { try ledger.compareStoreDays() },
        ]
        if let audit = settings.audit {
            let keeper = CheckpointKeeper(ledger: ledger, settings: audit, timekeeper: installation.timekeeper, logger: logger)
            duties.append(Upkeep.Duty("the export of a checkpoint") { try keeper.look() })
        }
        return Upkeep(duties, logger: logger)
    }

    /// Drops that name an interface which is not there, or which takes no new ones, are found at start, not
    /// at the first file; and a checkpoint key that is not there, or another ledger's, not when an auditor asks.
    private func check(_ installation: Installation) throws {
        try DropRegister(installation).enter(settings.drops)
        if let audit = settings.audit {
            let (name, origin) = (try CheckpointKey(file: audit.key).verifier.name, try installation.ledger.origin())
            guard name == origin else { throw CheckpointError.keyOfAnotherLedger(name, expected: origin) }
        }
        if settings.drops.isEmpty, settings.http == nil {
            throw SettingsError("there is nothing to serve: no drops and no http in the settings")
        }
    }

    private func door(_ http: Settings.HTTP, _ installation: Installation, _ metrics: MetricsRegistry) -> some Service {
        let api = API(
            pipeline: installation.pipeline, ledger: installation.ledger, shelf: installation.shelf,
            timekeeper: installation.timekeeper,
            settings: APISettings(
                host: http.host, port: http.port, maxBodyBytes: http.maximumBody, minimumFreeBytes: settings.freeSpaceFloor),
            logger: logger, metrics: metrics)
        let logger = self.logger
        return api.application { port in logger.info("REST is open", metadata: ["port": "\(port)"]) }
    }

    private func service(_ service: some Service) -> ServiceGroupConfiguration.ServiceConfiguration {
        .init(
            service: service, successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .gracefullyShutdownGroup)
    }
}
