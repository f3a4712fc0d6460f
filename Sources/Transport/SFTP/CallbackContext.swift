import CLibSSH2
import Foundation

/// What libssh2's callbacks work on. The session's abstract pointer is this object, unretained: the
/// `SSHConnection` that owns the session owns it too.
final class CallbackContext {
    let prompts = PromptAnswers()
    let receiver = Receiver()

    static func of(_ abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> CallbackContext? {
        abstract?.pointee.map { Unmanaged<CallbackContext>.fromOpaque($0).takeUnretainedValue() }
    }
}
