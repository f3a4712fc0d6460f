import Canonical

/// What the comparison of a plan's two sides rests on beside the plan: what their contracts mean. Where that changes,
/// parity begins anew, since what agreed before was said by another mapping.
package struct ComparisonBasis: Sendable, Hashable, Codable {
    /// By `id@version`. Of those that the registry does not have nothing is known.
    private var definitions: [String: String] = [:]
    /// By crosswalk and system.
    private var codes: [String: CodeBook] = [:]

    /// - Parameter meaning: what the registry says of `id@version`; `nil` for one that it does not have.
    package init(of plan: CutoverPlan, _ meaning: (String) -> InterfaceMeaning?) {
        for reference in plan.from.interfaces + plan.to.interfaces {
            let meaning = meaning(reference)
            definitions[reference] = meaning?.definition
            codes.merge(meaning?.codes ?? [:]) { $1 }
        }
    }

    /// What approvals of gates rest on. Codes are not in it: new ones come every day, and others let parity begin anew.
    package var contracts: Digest {
        .of(definitions.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined())
    }

    /// Of all of it, codes too: whether there is anything to look for.
    package var digest: Digest {
        .of(contracts.hex + codes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest.hex)\n" }.joined())
    }

    /// The contracts and crosswalks that mean something else in `now`, by name. Of those that only one of the two has
    /// nothing is said: they came or went with a changed plan or definition, which is a change of its own.
    ///
    /// - Parameter isOlder: as of `CodeBook.isContradicted(by:isOlder:)`.
    package func changes(to now: ComparisonBasis, isOlder: Bool) -> [String] {
        let contracts = definitions.filter { name, digest in now.definitions[name].map { $0 != digest } ?? false }
        let crosswalks = codes.filter { name, book in now.codes[name].map { book.isContradicted(by: $0, isOlder: isOlder) } ?? false }
        return contracts.keys.sorted() + crosswalks.keys.sorted()
    }
}
