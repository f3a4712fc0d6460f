import Canonical

/// One kind a file.
extension LibraryLoader {
    mutating func loadKinds() -> [String: Kind] {
        var kinds: [String: Kind] = [:]
        for name in folders("canonical") {
            for file in files("canonical/\(name)", ending: ".yaml") {
                if let kind = loadKind(file, name) { kinds[kind.reference] = kind }
            }
        }
        return kinds
    }

    private mutating func loadKind(_ file: String, _ name: String) -> Kind? {
        var found = BrokenFile(.kind(name, Int(stem(of: file))), file: file, complaints: [])
        do {
            let document = try Document(node: try YAMLText(try text(file), file: file).node(), file: file, book: KindShape.book)
            let (kind, complaints) = KindReader.read(document)
            found.complaints = complaints
            if document.root["kind"] != nil, document.root["version"] != nil, file != "canonical/\(kind.name)/\(kind.version).yaml" {
                found.subjects.append(.kind(kind.name, kind.version))
                found.complaints.append(
                    Complaint(
                        file: file, line: 1, column: 1, problem: "the file says it is \(kind.reference)",
                        suggestion: "Move it to canonical/\(kind.name)/\(kind.version).yaml"))
            }
            if found.complaints.isEmpty {
                knows(kind.reference, document.root.meaning(leavingOut: ["title"]))
                return kind
            }
        } catch {
            found.complaints += complaints(of: error)
        }
        breaks(found)
        return nil
    }

    /// The file's name without its ending.
    func stem(of file: String) -> String { String(file.split(separator: "/").last?.dropLast(".yaml".count) ?? "") }
}
