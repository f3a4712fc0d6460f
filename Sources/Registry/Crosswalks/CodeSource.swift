/// The part of a crosswalk that one system's codes are looked up in.
package struct CodeSource: Sendable, Hashable {
    package var crosswalk: String
    package var system: String
}
