import Canonical
import CrossdockTesting
import Hummingbird
import HummingbirdTesting
import Intake
import Ledger
import Logging
import Ownership
import Registry

@testable import HTTPAPI

/// A whole gateway below the REST surface: a real ledger and archive in a temporary folder, a small
/// registry, a clock that stands still.
final class APIBench: Sendable {
    let folder: TemporaryFolder
    let clock = ManualTimekeeper(noonOf: BusinessDate(days: 20_780))
    let ledger: Ledger
    let pipeline: Pipeline
    let metrics = MetricsRegistry()
    let logs = LogLines()
    let settings: APISettings
    let api: API

    /// The day the clock stands at.
    static let day = BusinessDate(days: 20_780)

    /// - Parameter change: what is done to the registry's folder before it is read.
    init(
        _ settings: APISettings = APISettings(host: "localhost", port: 0, minimumFreeBytes: 1), change: (String) throws -> Void = { _ in }
    ) throws {
        folder = try TemporaryFolder()
        try SmallLibrary.write(to: folder.path + "/Interfaces")
        try change(folder.path + "/Interfaces")
        let library = try LibraryLoader.load(folder.path + "/Interfaces")
        ledger = try library.openLedger(in: folder.path + "/data", timekeeper: clock)
        pipeline = Pipeline(
            ledger: ledger, shelf: PlanShelf(library: library),
            archive: try Archive(folder: folder.path + "/data/archive"), timekeeper: clock)
        self.settings = settings
        api = API(
            pipeline: pipeline, ledger: ledger, shelf: pipeline.shelf, timekeeper: clock, settings: settings,
            logger: logs.logger, metrics: metrics)
    }

    static let every = Set(APIScope.allCases.map(\.rawValue))

    /// A new key's token.
    func key(_ name: String = "pos-key", _ scopes: Set<String> = every, writer: String? = "pos", user: String? = nil) throws -> String {
        try ledger.createKey(name: name, scopes: scopes, writer: writer, user: user, by: "admin").token
    }

    /// Users with one role each, named like it; the first one is the admin.
    func users(_ roles: Role...) throws {
        let admin = try ledger.person(named: "admin") ?? ledger.createUser(name: "admin", roles: [.admin], by: nil)
        for role in roles { try ledger.createUser(name: role.rawValue, roles: [role], domains: ["*"], by: admin) }
    }

    /// Runs `body` with a client that has a key for everything, bound to the writer `pos`.
    ///
    /// - Parameter role: whose key it is, a user with this role; nobody's where `nil`.
    func run(
        _ setup: TestingSetup = .router, as role: Role? = nil, _ body: @Sendable @escaping (Client) async throws -> Void
    ) async throws {
        if let role { try users(role) }
        let token = try key(user: role?.rawValue)
        try await api.application().test(setup) { try await body(Client(base: $0, token: token)) }
    }

    /// A sale in canonical JSON.
    static func sale(_ number: String, location: String = "0114", total: Int = 100, date: BusinessDate = day) -> String {
        """
        {"entity":"1000","location":"\(location)","businessDate":"\(date)","number":"\(number)","currency":"EUR","total":\(total)}
        """
    }

    static func sales(_ numbers: ClosedRange<Int>, location: String = "0114", total: Int = 100) -> String {
        "[" + numbers.map { sale("\($0)", location: location, total: total) }.joined(separator: ",") + "]"
    }

    /// Sales as the CSV interfaces have them.
    static func csv(_ numbers: ClosedRange<Int>, location: String = "0114", total: String = "1.00") -> String {
        "store,day,number,total\n" + numbers.map { "\(location),\(day),\($0),\(total)\n" }.joined()
    }
}
