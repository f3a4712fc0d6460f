import Foundation

/// A parsed answer, for looking into it.
enum JSONNode: Decodable, Equatable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONNode])
    case object([String: JSONNode])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONNode].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONNode].self))
        }
    }

    subscript(_ name: String) -> JSONNode {
        if case .object(let members) = self { return members[name] ?? .null }
        return .null
    }

    subscript(_ index: Int) -> JSONNode { list.indices.contains(index) ? list[index] : .null }

    var list: [JSONNode] { if case .list(let items) = self { items } else { [] } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var names: [String] { if case .object(let members) = self { members.keys.sorted() } else { [] } }
}
