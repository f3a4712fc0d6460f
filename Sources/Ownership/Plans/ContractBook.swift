/// What the guard must know of the registry's interfaces: which are fixed, which still take anything.
package struct ContractBook: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package var writer: String
        package var isPublished: Bool
        package var standing: Standing

        package init(writer: String, isPublished: Bool, standing: Standing) {
            self.writer = writer
            self.isPublished = isPublished
            self.standing = standing
        }
    }

    /// By `id@version`.
    package let entries: [String: Entry]
    /// Those that are there and have complaints, by `id@version`: nothing is known of them until they are put right.
    package let broken: Set<String>

    package init(_ entries: [String: Entry] = [:], broken: Set<String> = []) {
        self.entries = entries
        self.broken = broken
    }

    /// What keeps a side of a plan from being what it says, one sentence each.
    package func objections(to side: CutoverPlan.Side) -> [String] {
        side.interfaces.compactMap { reference in
            if broken.contains(reference) { return "The interface \(reference) has complaints, see 'crossdock interfaces check'." }
            guard let entry = entries[reference] else { return "The interface \(reference) is not in the registry." }
            // The canonical form is anybody's.
            guard entry.writer.isEmpty || entry.writer == side.writer else {
                return "\(reference) is written by \(entry.writer), not by \(side.writer)."
            }
            return nil
        }
    }

    /// Those that may still change.
    package func unpublished(among references: [String]) -> [String] {
        references.filter { !(entries[$0]?.isPublished ?? false) }
    }

    /// Those that take nothing any more.
    package func gone(among references: [String]) -> [String] {
        references.filter { (entries[$0]?.standing ?? .retired) == .retired }
    }
}
