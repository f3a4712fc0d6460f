import Foundation
import Ledger
import Ownership

/// Who is at the command line, for acts that need roles.
enum ActingUser {
    /// Holds the token of a personal key. Never an argument: those show in process lists and histories.
    static let variable = "CROSSDOCK_TOKEN"

    /// The user whose key's token is in `CROSSDOCK_TOKEN`; where that is not set, the user whom this
    /// account of the operating system stands for.
    ///
    /// - Throws: `Refused`, with what to do. A token that is set and wrong is never passed over.
    static func person(
        in ledger: Ledger, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> Person {
        if let token = environment[variable], !token.isEmpty { return try person(token: token, in: ledger) }
        let account = NSUserName()
        guard let person = try ledger.person(login: account) else {
            guard try !ledger.users().isEmpty else {
                throw Refused(
                    text: "no user of this ledger is the account '\(account)', since there are none yet: the first one is an admin, "
                        + "'crossdock users create NAME --role admin --login \(account)', who then makes the others")
            }
            throw Refused(
                text: """
                    no user of this ledger is the account '\(account)': an admin makes one with 'crossdock users create NAME --login \(account)', \
                    or set \(variable) to the token of a key of yours
                    """)
        }
        return person
    }

    /// Who looks, for the audit: looking takes no user, so an account that stands for none is named itself.
    static func reader(in ledger: Ledger) throws -> String {
        let token = ProcessInfo.processInfo.environment[variable] ?? ""
        if !token.isEmpty { return try person(in: ledger).name }
        return try ledger.person(login: NSUserName())?.name ?? NSUserName()
    }

    /// Their name; as long as a ledger has no users, that of the account.
    static func name(in ledger: Ledger) throws -> String {
        try ledger.users().isEmpty ? NSUserName() : person(in: ledger).name
    }

    private static func person(token: String, in ledger: Ledger) throws -> Person {
        guard let key = try ledger.findKey(token: token) else {
            throw Refused(
                text: "the token in \(variable) is unknown or was revoked; 'crossdock keys create NAME --user USER' makes another")
        }
        guard let person = key.holder else {
            throw Refused(
                text:
                    "the key '\(key.name)' in \(variable) belongs to no user; 'crossdock keys create NAME --user USER' makes one that does")
        }
        return person
    }
}
