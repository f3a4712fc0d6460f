import Transport

/// What a look sees in a drop's folder that nothing takes, so that it does not wait there unseen: names that no
/// pattern fits, links, folders and whatever else is no plain file. Temporary and ignored names, done files, our
/// own folders, and what other drops take from the same folder are none of it.
///
/// Constant memory, whatever the number of names.
struct Bystanders {
    private(set) var count = 0
    /// Of the set of names, whatever their order. Means something within one process only.
    private(set) var fingerprint = 0
    /// The first that differ from a pattern in nothing but case: most likely files of this drop.
    private var almost: [String] = []
    /// The first of the rest.
    private var others: [String] = []
    private let drop: Drop
    private let sharers: [Drop]

    private static let mostShown = 5

    init(_ drop: Drop) {
        self.drop = drop
        sharers = drop.neighbours.filter { $0.location == drop.location }
    }

    /// Notes an entry that the drop does not take.
    mutating func note(_ entry: EndpointEntry) {
        guard drop.weakened != .unmatchedName else { return }
        switch entry.kind {
        case .file:
            guard drop.standing(of: entry.name) == .unmatched, !sharers.contains(where: { $0.standing(of: entry.name) != .unmatched })
            else { return }
        case .folder: if Self.isHidden(entry.name) || isOfADrop(entry.name) { return }
        case .link, .other: if Self.isHidden(entry.name) || drop.standing(of: entry.name) == .passedOver { return }
        }
        add(entry)
    }

    /// Counts a name, whatever it is.
    mutating func add(_ entry: EndpointEntry) {
        count += 1
        fingerprint &+= entry.name.hashValue
        if entry.kind == .file, drop.almostTakes(entry.name) {
            if almost.count < Self.mostShown {
                almost.append("\(Self.shown(entry.name)) (differs from a pattern only in upper and lower case)")
            }
        } else if others.count < Self.mostShown {
            others.append(
                Self.shown(entry.name) + (entry.kind == .file ? "" : " (\(entry.kind == .other ? "no plain file" : entry.kind.rawValue))"))
        }
    }

    /// The first names, for people.
    var names: String {
        let shown = (almost + others).prefix(Self.mostShown)
        return shown.joined(separator: ", ") + (count > shown.count ? " and \(count - shown.count) more" : "")
    }

    private static func shown(_ name: RemoteName) -> String {
        name.bytes.count > 80 ? EscapedText.escape(name.bytes.prefix(80)) + "…" : name.description
    }

    private static func isHidden(_ name: RemoteName) -> Bool { name.bytes.first == UInt8(ascii: ".") }

    /// Whether some drop looks into the folder of that name, or clears into it, or into one below it.
    private func isOfADrop(_ name: RemoteName) -> Bool {
        let folder = drop.location.appending(name)
        return ([drop] + drop.neighbours).contains { other in
            other.location.isWithin(folder) || other.clearedInto.map { $0.isWithin(folder) } ?? false
        }
    }
}
