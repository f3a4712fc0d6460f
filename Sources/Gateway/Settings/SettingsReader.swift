import Foundation
import Intake
import Logging
import Registry
import Transport

/// Reads `crossdock.yaml`. Relative paths are taken from where the file is.
package struct SettingsReader {
    private let file: String
    private let environment: [String: String]
    private var complaints: [Complaint] = []

    /// - Throws: `Complaints`, all of them; never with a secret in them.
    package static func read(_ file: String, environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Settings {
        guard let data = FileManager.default.contents(atPath: file), let yaml = String(validating: data, as: UTF8.self) else {
            throw Complaints([Complaint(file: file, problem: "the settings file cannot be read")])
        }
        let document = try Document(yaml: yaml, file: file, book: SettingsShape.book)
        var reader = SettingsReader(file: file, environment: environment)
        let settings = reader.settings(document.entry)
        guard reader.complaints.isEmpty else { throw Complaints(reader.complaints) }
        return settings
    }

    private init(file: String, environment: [String: String]) {
        self.file = file
        self.environment = environment
    }

    private mutating func settings(_ entry: Entry) -> Settings {
        var settings = Settings()
        settings.data = path(entry.text("data") ?? "crossdock-data")
        settings.interfaces = entry.text("interfaces").map(path)
        settings.logLevel = entry.text("log").flatMap { Logger.Level(rawValue: $0) } ?? .info
        settings.freeSpaceFloor = (entry.integer("free-space-floor") ?? 256) << 20
        settings.shutdownSeconds = entry.integer("shutdown-seconds") ?? 30
        if let http = entry.entry("http") {
            var door = Settings.HTTP()
            door.host = http.text("host") ?? door.host
            door.port = http.integer("port") ?? door.port
            door.maximumBody = (http.integer("max-body-megabytes") ?? 64) << 20
            settings.http = door
        }
        if let audit = entry.entry("audit") { settings.audit = self.audit(audit) }
        settings.drops = entry.entries("drops").compactMap { drop($0) }
        let names = settings.drops.map(\.name)
        for drop in entry.entries("drops") where names.filter({ $0 == drop.text("name") }).count > 1 {
            complain(drop, "the drop '\(drop.text("name") ?? "")' stands here twice")
        }
        return settings
    }

    private mutating func audit(_ entry: Entry) -> Settings.Audit {
        var audit = Settings.Audit(key: path(entry.text("key") ?? ""), checkpoints: path(entry.text("checkpoints") ?? ""))
        audit.everyMinutes = entry.integer("every-minutes") ?? audit.everyMinutes
        if !(1...1440).contains(audit.everyMinutes) { complain(entry, "'every-minutes' must be minutes from 1 to 1440") }
        return audit
    }

    private mutating func drop(_ entry: Entry) -> Drop? {
        guard let endpoint = endpoint(entry), let folder = folder(entry, entry.text("folder") ?? ".") else { return nil }
        let clearing: Drop.Clearing
        switch entry.text("clear") {
        case "delete": clearing = .delete
        case "leave": clearing = .leave
        default:
            guard let target = entry.entry("clear")?.text("move").flatMap({ self.folder(entry, $0) }) else { return nil }
            clearing = .move(target)
        }
        let every = Double(entry.text("every") ?? "10") ?? 0
        if !(0.05...86_400).contains(every) { complain(entry, "'every' must be seconds from 0.05 to 86400") }
        var drop = Drop(
            name: entry.text("name") ?? "", endpoint: endpoint, folder: folder, interface: entry.text("interface") ?? "",
            match: entry.texts("match").map { NamePattern($0) }, ignore: entry.texts("ignore").map { NamePattern($0) },
            doneSuffix: entry.text("done-file"), clearing: clearing, interval: every, settlePolls: entry.integer("settle-polls") ?? 2,
            minimumAge: entry.integer("minimum-age") ?? 5, sessions: max(1, min(16, entry.integer("sessions") ?? 2)))
        drop.locations = entry.texts("locations")
        return drop
    }

    private mutating func endpoint(_ entry: Entry) -> (any Endpoint)? {
        switch (entry.entry("local"), entry.entry("sftp")) {
        case (let local?, nil): return LocalFolder(root: path(local.text("root") ?? "."))
        case (nil, let sftp?): return self.sftp(sftp)
        default:
            complain(entry, "a drop needs either 'local' or 'sftp'")
            return nil
        }
    }

    private mutating func sftp(_ entry: Entry) -> (any Endpoint)? {
        var credentials: [SFTPCredential] = []
        if let key = entry.entry("key") {
            credentials.append(
                .privateKey(.file(path: path(key.text("file") ?? "")), passphrase: key.entry("passphrase").flatMap { secret($0) }))
        }
        if let password = entry.entry("password").flatMap({ secret($0) }) { credentials.append(.password(password)) }
        if let answer = entry.entry("keyboard-interactive").flatMap({ secret($0) }) { credentials.append(.keyboardInteractive(answer)) }
        if credentials.isEmpty { complain(entry, "an SFTP account needs a key, a password or keyboard-interactive") }
        let hostKeys: SFTPHostKeys
        if let known = entry.text("known-hosts") {
            hostKeys = .knownHostsFile(path: path(known))
        } else {
            hostKeys = .fingerprints(entry.texts("fingerprints"))
            if entry.texts("fingerprints").isEmpty {
                complain(entry, "the server's host key must be pinned: 'known-hosts' or 'fingerprints'", "An unknown key is never accepted")
            }
        }
        guard let port = UInt16(exactly: entry.integer("port") ?? 22) else {
            complain(entry, "'port' must be from 1 to 65535")
            return nil
        }
        return SFTPEndpoint(
            SFTPSettings(
                host: entry.text("host") ?? "", port: port, user: entry.text("user") ?? "", credentials: credentials, hostKeys: hostKeys,
                timeouts: SFTPTimeouts(
                    connect: .seconds(entry.integer("connect-seconds") ?? 15), authenticate: .seconds(entry.integer("reply-seconds") ?? 30),
                    reply: .seconds(entry.integer("reply-seconds") ?? 30)),
                root: entry.text("root") ?? "."))
    }

    /// A secret from where the settings say it is. What is missing is named; what is there never is.
    private mutating func secret(_ entry: Entry) -> Secret? {
        if let name = entry.text("env") {
            if let value = environment[name] { return Secret(value) }
            complain(entry, "the environment variable \(name) is not set")
        } else if let name = entry.text("file") {
            if let data = FileManager.default.contents(atPath: path(name)) {
                return Secret(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines))
            }
            complain(entry, "the secret file \(name) cannot be read")
        } else {
            complain(entry, "a secret needs 'env' or 'file'")
        }
        return nil
    }

    private mutating func folder(_ entry: Entry, _ text: String) -> RemoteFolder? {
        do {
            return try RemoteFolder(text)
        } catch {
            complain(entry, "\(error)")
            return nil
        }
    }

    private func path(_ text: String) -> String {
        text.hasPrefix("/")
            ? text
            : URL(fileURLWithPath: file).absoluteURL.deletingLastPathComponent().appendingPathComponent(text).standardizedFileURL.path
    }

    private mutating func complain(_ entry: Entry, _ problem: String, _ suggestion: String = "") {
        complaints.append(
            Complaint(file: file, line: entry.place.line, column: entry.place.column, problem: problem, suggestion: suggestion))
    }
}
