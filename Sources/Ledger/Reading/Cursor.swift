import Foundation

/// A place in a list: opaque to clients, safe in a URL. A list read page by page holds every item
/// that was there all the time exactly once.
package struct Cursor: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// As a client sent it; whether it is one of ours shows when it is used.
    package init(_ text: String) { description = text }

    init(number: Int64) { self.init(encoding: String(number)) }
    init(scope: Int64, key: String) { self.init(encoding: "\(scope) \(key)") }

    func number() throws -> Int64 {
        guard let number = Int64(try decoded()), number >= 0 else { throw LedgerError.badCursor }
        return number
    }

    func place() throws -> (scope: Int64, key: String) {
        let parts = try decoded().split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let scope = Int64(parts[0]) else { throw LedgerError.badCursor }
        return (scope, String(parts[1]))
    }

    /// base64url, RFC 4648, section 5, without padding.
    private init(encoding text: String) {
        description = Data(text.utf8).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    private func decoded() throws -> String {
        var text = description.replacingOccurrences(of: "-", with: "+")
            .replacingOccurrences(of: "_", with: "/")
        while text.utf8.count % 4 != 0 { text += "=" }
        guard let data = Data(base64Encoded: text), let plain = String(data: data, encoding: .utf8) else {
            throw LedgerError.badCursor
        }
        return plain
    }
}
