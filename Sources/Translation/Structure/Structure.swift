import Canonical

/// What a look over a whole file has found before anything of it is mapped or posted.
package struct Structure: Sendable {
    /// The rows of one group that do not stand together, or several groups under one key that say different things.
    struct Repeat: Sendable {
        /// The lines on which its parts begin, in the order of the file; not more than `mostLines`.
        var lines: [Int]
        /// How many parts there are.
        var parts: Int

        static let mostLines = 20
    }

    /// What refuses the file as a whole.
    package var findings: [Finding] = []
    /// By the fingerprint of their key.
    var repeats: [UInt64: Repeat] = [:]

    package init() {}
}
