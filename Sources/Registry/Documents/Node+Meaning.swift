import Canonical

extension Node {
    /// The digest of what a document says to the machine: comments, the order of keys, and what is for people only are
    /// not part of it.
    ///
    /// - Parameter leavingOut: keys of the root that are for people.
    func meaning(leavingOut: Set<String>) -> Digest {
        var text = ""
        write(into: &text, leavingOut: leavingOut)
        return .of(text)
    }

    private func write(into text: inout String, leavingOut: Set<String> = []) {
        switch content {
        case .mapping(let mapping):
            let pairs = mapping.map { ($0.key.asWritten ?? "", $0.value) }
            // What a source field says to the check alone.
            let isField = self["name"]?.scalar != nil
            text += "{"
            for (key, value) in pairs.sorted(by: { $0.0 < $1.0 }) where !leavingOut.contains(key) {
                // A field's sentence for people; a field of that name has a mapping.
                if key == "meaning", value.scalar != nil { continue }
                if isField, key == "unread" || key == "redefines" { continue }
                text += "\(key.utf8.count):\(key)"
                value.write(into: &text)
            }
            text += "}"
        case .list(let items):
            text += "["
            for item in items { item.write(into: &text) }
            text += "]"
        case .scalar(let scalar):
            text += "\(scalar.string.utf8.count):\(scalar.string)"
        }
    }
}
