/// `major.minor.patch` of an interface definition.
package struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    package let patch: Int

    /// `nil` unless there are exactly three non-negative numbers.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard parts.count == 3, parts.allSatisfy({ $0 >= 0 }) else { return nil }
        (major, minor, patch) = (parts[0], parts[1], parts[2])
    }

    /// For a version that could not be read; never a contract's own.
    package static let zero = Version(major: 0, minor: 0, patch: 0)

    /// For a version that could not be read, where it must count as the latest.
    static let highest = Version(major: .max, minor: .max, patch: .max)

    private init(major: Int, minor: Int, patch: Int) {
        (self.major, self.minor, self.patch) = (major, minor, patch)
    }

    package static func < (a: Version, b: Version) -> Bool {
        (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
    }

    package var description: String { "\(major).\(minor).\(patch)" }
}
