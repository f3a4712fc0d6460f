/// What an interface's lifecycle means to the guard. The lifecycle itself has more states; those
/// that carry data (strategic, transitional, retiring) are all `active` here.
package enum Standing: String, Sendable, CaseIterable {
    /// Posts nothing: everything is kept beside, for comparison.
    case proposed
    case active
    /// Takes nothing any more.
    case retired
}
