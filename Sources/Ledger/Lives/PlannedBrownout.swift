import Ownership

/// A brownout whose window is open or ahead, and whether it takes effect: a store may have begun to trade through the
/// interface since it was planned.
package struct PlannedBrownout: Sendable, Hashable {
    package let window: Brownout
    /// Cells in which the interface has stated facts and that are not sealed.
    package let unsealed: [String]

    /// Nobody's trade hangs on the interface.
    package var takesEffect: Bool { unsealed.isEmpty }

    /// Why it takes no effect, for people; `nil` where it does.
    package var objection: String? {
        RetirementCheck.list(unsealed).map {
            "Its brownout from \(window.from) until \(window.until) takes no effect, since cells in which it has stated facts are not "
                + "sealed: \($0). Seal their cutover first."
        }
    }
}
