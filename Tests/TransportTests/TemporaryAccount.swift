import CrossdockTesting
import Foundation

/// A throwaway account with a password, for the ways of logging in that need one. Only root can make it.
final class TemporaryAccount: Sendable {
    let name: String
    let password: String

    static var canBeMade: Bool {
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/useradd")
    }

    init() throws {
        name = "xd" + String(UInt32.random(in: .min ... .max), radix: 36)
        password = "pw-" + String(UInt64.random(in: .min ... .max), radix: 36)
        try ChildProcess.run("/usr/sbin/useradd", ["-M", "-d", "/tmp", "-s", "/bin/sh", name])
        try ChildProcess.run("/bin/sh", ["-c", "echo '\(name):\(password)' | /usr/sbin/chpasswd"])
    }

    deinit { _ = try? ChildProcess.run("/usr/sbin/userdel", [name]) }
}
