import Canonical

/// A step that a person takes with an interface's life.
package enum LifeAct: Sendable, Hashable {
    case set(LifeChange)
    /// Its date is put off.
    case slip(to: BusinessDate)
    case brownout(Brownout)
    /// It ends, if the evidence allows it.
    case retire
}
