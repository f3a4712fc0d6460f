import Foundation

/// One file of a registry's kinds, wherever it lies, with what is wrong with it by itself and against a registry.
package struct LoneFile {
    package let complaints: [Complaint]
    /// A contract as far as it can be read, for the compiler to go on with.
    package let draft: InterfaceDefinition?
    /// Parts of the draft could not be read.
    package let isPartial: Bool
    /// What it seems to be, such as `a contract`; empty where that cannot be told.
    package let meaning: String

    /// - Parameter library: the registry whose names it may use; `nil` for none, so that only its form is looked at.
    package init(path: String, library: Library?) throws {
        let name = path
        let parent = URL(fileURLWithPath: path).absoluteURL.deletingLastPathComponent().path
        var loader = try LibraryLoader(folder: library?.folder ?? parent)
        loader.outsider = (name, path)
        if name.lowercased().hasSuffix(".csv") {
            self.init("a crosswalk", Self.collect { _ in _ = try Crosswalk.read(csv: try loader.text(name), name: name, file: name) })
            return
        }
        let root: Node
        do {
            root = try YAMLText(try loader.text(name), file: name).node()
        } catch let error as Complaints {
            self.init("", error.all)
            return
        }
        func shape(_ book: ShapeBook) -> [Complaint] {
            do { return try Document(node: root, file: name, book: book).complaints } catch { return (error as? Complaints)?.all ?? [] }
        }
        if root["interface"] != nil || root["extends"] != nil {
            let (found, _) = loader.readDefinition(name, as: .interface(root.text("interface") ?? "", Version(root.text("version") ?? "")))
            self.init("a contract", found.complaints, found.draft, found.isPartial)
        } else if root["kind"] != nil {
            let complaints = Self.collect { complaints in
                complaints += KindReader.read(try Document(node: root, file: name, book: KindShape.book)).complaints
            }
            self.init("a kind", complaints)
        } else if root["cutover"] != nil {
            self.init("a cutover", loader.readCutover(name, library).1)
        } else if let rules = root["rules"] {
            let isEgress = rules.sequence?.contains { $0["target"] != nil || $0["role"] != nil } ?? false
            self.init(isEgress ? "an egress file" : "an ownership charter", shape(isEgress ? EgressRule.book : OwnershipRule.book))
        } else {
            self.init(
                "",
                [
                    Complaint(
                        file: name, line: 1, column: 1, problem: "this is no file of a registry",
                        suggestion:
                            "A contract begins with 'interface', a kind with 'kind', a cutover with 'cutover', a charter with 'rules'")
                ])
        }
    }

    private init(_ meaning: String, _ complaints: [Complaint], _ draft: InterfaceDefinition? = nil, _ isPartial: Bool = false) {
        self.meaning = meaning
        self.complaints = complaints
        self.draft = draft
        self.isPartial = isPartial
    }

    private static func collect(_ work: (inout [Complaint]) throws -> Void) -> [Complaint] {
        var complaints: [Complaint] = []
        do {
            try work(&complaints)
        } catch {
            complaints += (error as? Complaints)?.all ?? []
        }
        return complaints
    }
}
