/// A code that its crosswalk does not know.
package struct UnknownCode: Sendable, Hashable {
    package let crosswalk: String
    package let code: String

    package init(crosswalk: String, code: String) {
        self.crosswalk = crosswalk
        self.code = code
    }
}
