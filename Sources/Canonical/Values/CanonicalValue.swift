/// A parsed canonical body, for looking into it: comparisons, control totals, scenarios. Not for the hot
/// path, which never takes a body apart.
///
/// Canonical JSON has no floating point: a number is an integer, a decimal is text.
package indirect enum CanonicalValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case text(String)
    case list([CanonicalValue])
    /// In the order of the kind's declaration.
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: CanonicalValue
    }

    /// `nil` for bytes that are not canonical JSON, such as a body of another release with a fraction in it.
    package init?(_ bytes: [UInt8]) {
        var parser = CanonicalParser(bytes)
        guard let value = parser.value(depth: 0), parser.isAtEnd else { return nil }
        self = value
    }

    package subscript(_ name: String) -> CanonicalValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var elements: [CanonicalValue] {
        if case .list(let elements) = self { elements } else { [] }
    }

    package var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// A whole number, or a text that is a decimal; none for the least integer, which has no counterpart to be
    /// negated to.
    package var decimal: Decimal64? {
        switch self {
        case .integer(let number): number == .min ? nil : Decimal64(Int64(number))
        case .text(let text): Decimal64(text)
        default: nil
        }
    }

    /// Short, as people read it in a table.
    package var shown: String {
        switch self {
        case .null: "nothing"
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .text(let text): text
        case .list(let elements): "\(elements.count) elements"
        case .object(let members): "{\(members.map(\.name).joined(separator: ", "))}"
        }
    }
}
