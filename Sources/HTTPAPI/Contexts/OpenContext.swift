import Hummingbird
import Ledger

/// The context of a request before anybody knows who sent it.
package struct OpenContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Set by `Authenticator`; routes that need it have a `KeyedContext`, where it cannot be missing.
    var key: APIKey?
    /// Tells the request log who it was.
    let caller = CallerNote()

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
