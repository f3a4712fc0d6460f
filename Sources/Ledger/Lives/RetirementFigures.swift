import Canonical
import Ownership

/// What is measured of an interface on its way out.
package struct RetirementFigures: Sendable, Hashable {
    package let subject: InterfaceLife
    package let burndown: Burndown
    package let isOverdue: Bool
}
