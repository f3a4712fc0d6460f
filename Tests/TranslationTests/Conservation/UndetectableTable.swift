import CrossdockTesting

extension ConservationTests {
    /// By interface: what nobody can see, because the changed file is one that the same sender could honestly have written.
    static let undetectable: [String: [Undetectable]] = [:]
}
