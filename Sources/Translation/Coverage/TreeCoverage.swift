import Canonical

/// Follows a document along the paths of a definition and counts the names that lead nowhere. Of something that nobody
/// reads only the name at the top is counted: what stands in it is not read either.
struct TreeCoverage {
    private struct Frame {
        /// -1 within something that nobody reads.
        var node: Int
        /// Path from the document.
        var path: String
        var hasText = false
    }

    private let tree: PathTree
    /// What a name without a step is.
    private let sort: CoverageReport.Sort
    private var frames: [Frame]
    private var read = NameTally()
    private var unread = NameTally()

    init(_ tree: PathTree, _ sort: CoverageReport.Sort) {
        self.tree = tree
        self.sort = sort
        frames = [Frame(node: 0, path: "")]
    }

    var depth: Int { frames.count }

    var report: CoverageReport {
        var report = CoverageReport()
        report.read = read.items
        report.unread = unread.items.filter { $0.count > 0 }
        if read.isFull || unread.isFull { report.notes.append("Only the first \(NameTally.mostNames) different names are counted.") }
        return report
    }

    mutating func enter(_ name: String, uri: String?, attributes: [(name: String, value: String)] = []) {
        guard let top = frames.last, top.node >= 0 else { return frames.append(Frame(node: -1, path: "")) }
        let path = top.path.isEmpty ? name : "\(top.path)/\(name)"
        let steps = tree.nodes[top.node].steps.filter { $0.name.elementsEqual(name.utf8) && $0.takes(uri) }
        guard let step = steps.first(where: { $0.takes(attributes) }) else {
            unread.add(sort, path)
            return frames.append(Frame(node: -1, path: path))
        }
        read.add(sort, path)
        let wanted = tree.nodes[step.target].attributes.map(\.name) + steps.compactMap { $0.predicate?.attribute }
        for attribute in attributes {
            let isRead = wanted.contains { $0.elementsEqual(attribute.name.utf8) }
            if isRead { read.add(.attribute, "\(path)/@\(attribute.name)") } else { unread.add(.attribute, "\(path)/@\(attribute.name)") }
        }
        frames.append(Frame(node: step.target, path: path))
    }

    /// Something that has no name of its own, such as a list within a list.
    mutating func enterUnnamed(_ name: String) {
        if let top = frames.last, top.node >= 0 { unread.add(sort, top.path + name) }
        frames.append(Frame(node: -1, path: ""))
    }

    /// Text other than blanks stands in the element at hand.
    mutating func text() { frames[frames.count - 1].hasText = true }

    mutating func leave() {
        guard frames.count > 1, let frame = frames.popLast(), frame.node >= 0, frame.hasText, tree.nodes[frame.node].texts.isEmpty
        else { return }
        unread.add(.text, frame.path)
    }
}

extension PathTree.Step {
    fileprivate func takes(_ uri: String?) -> Bool { uris.map { $0.contains { $0.elementsEqual((uri ?? "").utf8) } } ?? true }

    fileprivate func takes(_ attributes: [(name: String, value: String)]) -> Bool {
        guard let predicate else { return true }
        return attributes.contains { predicate.attribute.elementsEqual($0.name.utf8) && predicate.value.elementsEqual($0.value.utf8) }
    }
}
