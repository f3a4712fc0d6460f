import Foundation
import ServiceLifecycle

/// The opening of boundaries in the service group: looked at on a thread of its own until the group shuts
/// down.
struct BoundaryService: Service {
    let keeper: BoundaryKeeper

    func run() async {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let thread = Thread {
                    keeper.run()
                    done.resume()
                }
                thread.name = "boundaries"
                thread.start()
            }
        } onGracefulShutdown: {
            keeper.stop()
        }
    }
}
