import Foundation
import Intake
import Logging
import ServiceLifecycle

/// One drop in the service group: polls on a thread of its own until the group shuts down, and ends
/// once the files in hand are done.
struct DropService: Service {
    let runner: DropRunner
    let name: String

    func run() async {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let thread = Thread {
                    runner.run()
                    done.resume()
                }
                thread.name = "drop \(name)"
                thread.stackSize = 4 << 20
                thread.start()
            }
        } onGracefulShutdown: {
            runner.stop()
        }
    }
}
