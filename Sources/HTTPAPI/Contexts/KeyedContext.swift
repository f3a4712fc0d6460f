import Hummingbird
import Ledger

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
}
