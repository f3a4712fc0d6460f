import Foundation
import ServiceLifecycle

/// The checkpoints of the audit in the service group: kept up on a thread of their own until the group
/// shuts down.
struct CheckpointService: Service {
    let keeper: CheckpointKeeper

    func run() async {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let thread = Thread {
                    keeper.run()
                    done.resume()
                }
                thread.name = "checkpoints"
                thread.start()
            }
        } onGracefulShutdown: {
            keeper.stop()
        }
    }
}
