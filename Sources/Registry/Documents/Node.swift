/// One value of a YAML document with where it stands: a text, a list or a mapping. In a definition that extends another,
/// every value knows the file it was written in.
struct Node: Sendable {
    typealias Pair = (key: Node, value: Node)

    struct Scalar: Sendable {
        /// As it is written, without quotes.
        var string: String
        var isQuoted: Bool
    }

    indirect enum Content: Sendable {
        case scalar(Scalar)
        case list([Node])
        case mapping([Pair])
    }

    var content: Content
    let place: Place
    /// Something that stood in it could not be read and was left out: what seems to be missing may be that.
    var isIncomplete = false

    init(_ content: Content, at place: Place) {
        self.content = content
        self.place = place
    }

    var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
    var sequence: [Node]? { if case .list(let items) = content { items } else { nil } }
    /// In written order.
    var mapping: [Pair]? { if case .mapping(let pairs) = content { pairs } else { nil } }

    /// Whether it, or anything in it, is incomplete.
    var isPartial: Bool {
        if isIncomplete { return true }
        return switch content {
        case .scalar: false
        case .list(let items): items.contains { $0.isPartial }
        case .mapping(let pairs): pairs.contains { $0.value.isPartial }
        }
    }

    subscript(key: String) -> Node? {
        guard case .mapping(let pairs) = content else { return nil }
        return pairs.first { $0.key.scalar?.string == key }?.value
    }

    /// Texts in quotes are no flags.
    var bool: Bool? {
        guard let scalar, !scalar.isQuoted else { return nil }
        return switch scalar.string.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }
}
