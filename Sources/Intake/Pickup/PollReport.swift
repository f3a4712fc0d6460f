/// What one poll of a drop came to.
package struct PollReport: Sendable, Hashable {
    /// Names that the drop takes, seen in the listing.
    package var seen = 0
    package var posted = 0
    package var refused = 0
    package var cleared = 0
    package var failed = 0
    /// Files that are there but not whole yet.
    package var waiting = 0

    /// Removed or moved away after a look at size and time only, since nothing may be renamed there.
    package var unproven = 0

    package init() {}
}
