import Canonical

/// A planned window in which a retiring interface answers nobody, so that whoever still needs it notices
/// while there is a way back. Files wait at their source.
package struct Brownout: Sendable, Hashable {
    package let from: Instant
    /// The first moment after it.
    package let until: Instant

    package init(from: Instant, until: Instant) {
        self.from = from
        self.until = until
    }

    package func covers(_ now: Instant) -> Bool { from <= now && now < until }

    /// Everything that stands against planning it.
    ///
    /// - Parameter unsealed: the cells in which the interface has stated facts and that are not sealed:
    ///   somebody's trade may still hang on them.
    package func objections(to life: Life, unsealed: [String], reason: String, at now: Instant) -> [String] {
        var missing: [String] = []
        if life.status != .retiring { missing.append("It is \(life.status.rawValue): only what is retiring has brownouts.") }
        if from >= until { missing.append("The window ends before it begins: 'until' must be later than 'from'.") }
        if until <= now { missing.append("The window has passed: name one that is ahead.") }
        if let cells = RetirementCheck.list(unsealed) {
            missing.append("Cells in which it has stated facts are not sealed: \(cells). Seal their cutover first.")
        }
        if reason.allSatisfy(\.isWhitespace) { missing.append("There is no reason: say why.") }
        return missing
    }
}
