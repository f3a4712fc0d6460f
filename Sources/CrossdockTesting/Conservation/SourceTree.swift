import Registry

/// A file as the simplest reader there can be sees it: strict, slow, and independent of the readers under test. It tells
/// mutations where the pieces of a file are, and what a mutation has changed.
package struct SourceTree: Sendable {
    package let bytes: [UInt8]
    package internal(set) var nodes: [SourceNode]
    /// Between neighbours that have nothing between them in the file: a delimiter, a comma.
    package internal(set) var separator: [UInt8] = []
    /// The last names of the paths of fields that hold numbers.
    let numberNames: Set<String>
    /// Where a reader of XML or JSON looks for records and fields, and on the way to them; `[]` left out.
    private let readPaths: Set<String>

    /// `nil` where the file is not well formed, whatever the definition would let through.
    package init?(_ bytes: [UInt8], _ format: Format) {
        self.bytes = bytes
        func names(_ field: FieldDefinition) -> [String] {
            guard case .paths(let paths) = field.position else { return [field.name] }
            return paths.flatMap(Self.names)
        }
        let fields = format.records.flatMap(\.fields)
        numberNames = Set(fields.filter { $0.format.kind == .decimal || $0.format.kind == .integer }.compactMap { names($0).last })
        readPaths = Self.readPaths(format)
        nodes = [SourceNode(role: .file, name: "", parent: -1, range: 0..<bytes.count)]
        let isWhole =
            switch format.kind {
            case .delimited: readDelimited(format)
            case .fixedWidth: readFixedWidth(format)
            case .xml: readXML()
            case .json: readJSON()
            }
        guard isWhole else { return nil }
    }

    private static func names(_ path: String) -> [String] {
        path.split(separator: "/").filter { $0 != "." && $0 != "name()" }.map { step in
            let name = step.prefix { $0 != "[" }
            return name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? String(name)
        }
    }

    private static func readPaths(_ format: Format) -> Set<String> {
        var bases: [String: [[String]]] = [:]
        var paths: Set<String> = []
        func note(_ path: [String]) {
            for length in 0...path.count { paths.insert(path[..<length].joined(separator: "/")) }
        }
        for _ in format.records {
            for record in format.records where bases[record.id] == nil {
                guard let above = record.parent.map({ bases[$0] }) ?? [[]] else { continue }
                bases[record.id] = above.flatMap { base in record.paths.map { base + names($0) } }
            }
        }
        for record in format.records {
            for base in bases[record.id] ?? [] {
                note(base)
                for field in record.fields {
                    if case .paths(let own) = field.position { own.forEach { note(base + names($0)) } }
                }
            }
        }
        return paths
    }

    /// Whether a reader looks at what stands there; always where rows are read, whose every column is declared.
    func isRead(_ path: String) -> Bool {
        readPaths.count < 2 || readPaths.contains(path.split(separator: "/").filter { $0 != "[]" }.joined(separator: "/"))
    }

    mutating func add(
        _ role: SourceNode.Role, _ name: String, in parent: Int, _ range: Range<Int>, name nameRange: Range<Int>? = nil,
        value valueRange: Range<Int>? = nil, _ value: String? = nil
    ) -> Int {
        nodes.append(
            SourceNode(role: role, name: name, parent: parent, range: range, nameRange: nameRange, valueRange: valueRange, value: value))
        nodes[parent].children.append(nodes.count - 1)
        if nodes[parent].role == .group {
            let known = nodes[parent].range
            nodes[parent].range = (known.isEmpty ? range.lowerBound : known.lowerBound)..<range.upperBound
        }
        return nodes.count - 1
    }

    func text(_ range: Range<Int>) -> String { Self.text(bytes[range]) }

    /// As UTF-8 where it is, else as Windows-1252, whose upper letters are only told apart here: compared, never shown to a
    /// user.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        func scalar(_ byte: UInt8) -> UnicodeScalar {
            (0x80..<0xA0).contains(byte) && ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte)
                ? UnicodeScalar(0x2500 + UInt32(byte)) ?? "?" : UnicodeScalar(byte)
        }
        return String(String.UnicodeScalarView(bytes.map(scalar)))
    }

    /// From the root: `group/row/amount`. Array elements are `[]`.
    package func path(_ index: Int) -> String {
        var names: [String] = []
        var next = index
        while next > 0 {
            if !nodes[next].name.isEmpty { names.append(nodes[next].name) }
            next = nodes[next].parent
        }
        return names.reversed().joined(separator: "/")
    }

    /// Everything the piece says, as text to compare.
    package func saying(_ index: Int) -> String {
        let node = nodes[index]
        var text = node.name
        if let value = node.value { text += "=" + value.debugDescription }
        if !node.children.isEmpty { text += "(" + node.children.map { saying($0) }.joined(separator: ",") + ")" }
        return text
    }

    package var leaves: [Int] { nodes.indices.filter { nodes[$0].valueRange != nil } }
}

extension String {
    /// The text with blanks at its ends taken off.
    var withoutBlanks: String {
        var text = Substring(self)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
