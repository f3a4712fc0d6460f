import ArgumentParser
import Canonical
import Ledger
import Ownership

struct UsersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "Who may act, and as what.",
        discussion: """
            Roles: \(Role.allCases.map(\.rawValue).joined(separator: ", ")). The first user must be an admin; after that only \
            admins make and change users. You are the user of the key whose token is in \(ActingUser.variable), or else the one who \
            is named, or has the login, like your account.
            """,
        subcommands: [Create.self, List.self, Grant.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a user.")

        @Argument(help: "The name that audit and approvals will show; never given twice.")
        var name: String

        @OptionGroup var granted: GrantedRoles

        @Option(help: "The operating system's account that stands for this user; the one of the same name unless said.")
        var login: String?

        @Flag(help: "A machine: it may act with a key, and never approves.")
        var service = false

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            let isFirst = try installation.ledger.users().isEmpty
            let person = try installation.ledger.createUser(
                name: name, roles: Set(granted.roles), domains: granted.domains, login: login, isService: service,
                by: isFirst ? nil : ActingUser.person(in: installation.ledger))
            try UsersCommand.show(person.name, in: installation.ledger, options)
        }
    }

    struct Grant: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Replace a user's roles and domains.")

        @Argument(help: "The user.")
        var name: String

        @OptionGroup var granted: GrantedRoles

        @OptionGroup var options: DataOptions

        func validate() throws {
            guard !granted.roles.isEmpty else {
                throw ValidationError(
                    "Name every role that \(name) is to have, each with --role; 'users revoke' takes all of them away for good.")
            }
        }

        func run() throws {
            let installation = try options.open()
            let person = try installation.ledger.setRoles(
                of: name, Set(granted.roles), domains: granted.domains, by: ActingUser.person(in: installation.ledger))
            try UsersCommand.show(person.name, in: installation.ledger, options)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a user's roles and keys away, for good.")

        @Argument(help: "The user.")
        var name: String

        @OptionGroup var options: DataOptions

        func run() throws {
            let installation = try options.open()
            try installation.ledger.revokeUser(name, by: ActingUser.person(in: installation.ledger))
            try UsersCommand.show(name, in: installation.ledger, options)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List users, revoked ones too.")

        @OptionGroup var options: DataOptions

        func run() throws {
            let users = try options.open().ledger.users()
            if options.json { return Console.say(.array(users.map(\.json))) }
            Console.say(UsersCommand.table(users))
        }
    }

    private static func show(_ name: String, in ledger: Ledger, _ options: DataOptions) throws {
        let users = try ledger.users().filter { $0.person.name == name }
        if options.json, let user = users.first { return Console.say(user.json) }
        Console.say(table(users))
    }

    private static func table(_ users: [UserView]) -> String {
        var table = Table(["name", "roles", "domains", "login", "service", "created", "revoked"])
        for user in users {
            let person = user.person
            table.add([
                person.name, Role.allCases.filter(person.roles.contains).map(\.rawValue).joined(separator: " "),
                person.domains.joined(separator: " "), user.login ?? "-", person.isService ? "yes" : "no", user.createdAt.description,
                user.revokedAt?.description ?? "-",
            ])
        }
        return table.text
    }
}
