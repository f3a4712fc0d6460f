import Foundation
import ServiceLifecycle

/// The upkeep in the service group: on a thread of its own until the group shuts down.
struct UpkeepService: Service {
    let upkeep: Upkeep

    func run() async {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let thread = Thread {
                    upkeep.run()
                    done.resume()
                }
                thread.name = "upkeep"
                thread.stackSize = 4 << 20
                thread.start()
            }
        } onGracefulShutdown: {
            upkeep.stop()
        }
    }
}
