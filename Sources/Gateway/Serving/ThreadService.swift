import Foundation
import ServiceLifecycle

/// Something that blocks, in the service group: on a thread of its own until the group shuts down. It ends
/// once what is in hand is done.
struct ThreadService: Service {
    let name: String
    let body: @Sendable () -> Void
    /// Asks `body` to return; called from another thread.
    let stop: @Sendable () -> Void

    func run() async {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let thread = Thread {
                    body()
                    done.resume()
                }
                thread.name = name
                thread.stackSize = 4 << 20
                thread.start()
            }
        } onGracefulShutdown: {
            stop()
        }
    }
}
