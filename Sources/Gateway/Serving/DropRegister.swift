import Intake
import Ledger

/// Enters the drops of the settings with the ledger, so that it knows who an interface's consumers are.
struct DropRegister {
    private let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    /// Drops that are not among them count as released from here on. One whose interface has complaints stays what it
    /// was; it is not looked into.
    ///
    /// - Throws: `SettingsError` for drops that name no interface of the registry, or are new to one that is
    ///   being retired; then nothing is entered.
    func enter(_ drops: [Drop]) throws {
        let library = installation.library
        let waiting = drops.filter { library.obstacle(to: $0.interface) != nil }.map(\.name)
        let bindings = try drops.filter { !waiting.contains($0.name) }.map { drop in
            guard let plan = installation.shelf.plan(drop.interface) else {
                throw SettingsError("the drop '\(drop.name)' names the interface '\(drop.interface)', which is not in the registry")
            }
            return DropBinding(drop: drop.name, subject: plan.definition.declared)
        }
        let refused = try installation.ledger.registerDrops(bindings, keeping: waiting)
        guard refused.isEmpty else { throw SettingsError(refused.map(Self.text).joined(separator: "\n")) }
    }

    private static func text(_ binding: DropBinding) -> String {
        let successor = binding.subject.life.successor.map { "bind it to its successor, '\($0)'" } ?? "bind it to another"
        return "the drop '\(binding.drop)' is new to the interface '\(binding.subject.reference)', which is being retired and takes no "
            + "new drop: \(successor)"
    }
}
