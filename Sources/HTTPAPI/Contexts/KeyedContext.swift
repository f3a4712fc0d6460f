import Hummingbird
import Ledger
import Ownership

/// The context of a request whose sender is known: it cannot be made without a key.
struct KeyedContext: ChildRequestContext {
    typealias ParentContext = OpenContext

    var coreContext: CoreRequestContextStorage
    let key: APIKey

    /// - Throws: a 401 `Problem` where no key was found.
    init(context: OpenContext) throws {
        guard let key = context.key else { throw Problem.unauthenticated() }
        self.key = key
        coreContext = context.coreContext
    }

    /// Whose facts the caller may state.
    ///
    /// - Throws: a 403 `Problem` for a key that only reads.
    func writer() throws -> String {
        guard let writer = key.writer else {
            throw Problem(
                .wrongWriter, "The key '\(key.name)' is bound to no writer, so it can state no facts.")
        }
        return writer
    }

    /// The name of the user whose key it is; `nil` for a key that is bound to nobody.
    var userName: String? { key.user }

    /// Who asks, as the audit names them: the user whose key it is, or the key.
    var actor: String { userName ?? "rest:\(key.name)" }

    /// Whose key it is, as they were at most `KeyCache.lifetime` seconds ago: an act that depends on
    /// roles looks them up again, by name, in its own transaction.
    ///
    /// - Throws: a 403 `Problem` for a key that belongs to no user.
    func person() throws -> Person {
        guard let person = key.holder else {
            throw Problem(
                .notPermitted, "The key '\(key.name)' belongs to no user, and this needs one: 'crossdock keys create … --user'.")
        }
        return person
    }

    /// Whose key it is, where a machine will not do.
    ///
    /// - Throws: a 403 `Problem` also for a service's key.
    func human() throws -> Person {
        let person = try person()
        guard !person.isService else {
            throw Problem(.notPermitted, "The key '\(key.name)' belongs to the service '\(person.name)', and this needs a person.")
        }
        return person
    }
}
