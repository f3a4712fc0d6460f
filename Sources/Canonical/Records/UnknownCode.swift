/// A code that its crosswalk does not know, or that does not look as its field says it should.
package struct UnknownCode: Sendable, Hashable {
    /// The crosswalk, or `shape of` and the field.
    package let crosswalk: String
    package let code: String

    package init(crosswalk: String, code: String) {
        self.crosswalk = crosswalk
        self.code = code
    }

    private static let odd = "shape of "

    /// A code that was kept although it does not look as `field` says it should.
    package init(oddIn field: String, code: String) {
        self.init(crosswalk: Self.odd + field, code: code)
    }

    /// The field whose shape the code does not have; `nil` where a crosswalk does not know it.
    package var oddField: String? { crosswalk.hasPrefix(Self.odd) ? String(crosswalk.dropFirst(Self.odd.count)) : nil }
}
