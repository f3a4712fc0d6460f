import CLibSSH2
import Foundation

/// Answers the prompts of keyboard-interactive authentication (RFC 4256).
///
/// Only prompts with echo off get the secret: a visible prompt is not one for a password. A server
/// that keeps asking is answered with nothing after a few rounds, so that it comes to its refusal.
final class PromptAnswers {
    private static let mostRounds = 3
    private var secret: Secret?
    private var rounds = 0

    func begin(with secret: Secret) {
        self.secret = secret
        rounds = 0
    }

    /// For `libssh2_userauth_keyboard_interactive_ex`.
    static let callback:
        @convention(c) (
            UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, Int32, Int32,
            UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>?,
            UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>?,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Void = { _, _, _, _, count, prompts, responses, abstract in
            guard let prompts, let responses else { return }
            CallbackContext.of(abstract)?.prompts.answer(count: Int(count), prompts, responses)
        }

    private func answer(
        count: Int, _ prompts: UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>,
        _ responses: UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>
    ) {
        guard count > 0 else { return }
        rounds += 1
        for index in 0..<count {
            let isHidden = prompts[index].echo == 0
            let text = isHidden && rounds <= Self.mostRounds ? secret?.revealed ?? "" : ""
            // libssh2 frees the copy.
            responses[index].text = strdup(text)
            responses[index].length = UInt32(text.utf8.count)
        }
    }
}
