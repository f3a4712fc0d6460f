import Synchronization

/// Carries the caller's name outward, from where it is found to where requests are logged.
final class CallerNote: Sendable {
    private let held = Mutex<String?>(nil)

    var name: String? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
