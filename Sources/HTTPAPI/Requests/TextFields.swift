import Canonical
import Foundation
import Translation

/// The body of an act: a JSON object whose fields are texts or lists of texts.
///
/// Closed, as the registry's language is: a misspelt `locations` must not turn into every store.
struct TextFields: Sendable {
    private enum Field: Decodable, Sendable {
        case text(String), texts([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .texts(try container.decode([String].self))
            }
        }
    }

    private let fields: [String: Field]

    /// - Throws: a 400 `Problem` for what is not a JSON object with texts.
    init(_ bytes: [UInt8]) throws {
        guard let fields = try? JSONDecoder().decode([String: Field].self, from: Data(bytes)) else {
            throw Problem(.badRequest, #"The body must be a JSON object with texts such as {"act": "arm"}; only 'locations' is a list."#)
        }
        // Which of two values of one key somebody meant is not for us to guess.
        if let fault = JSONDocument.fault(in: bytes) {
            throw Problem(.badRequest, "The body must be JSON with each key once: expected \(fault.expected), found \(fault.found).")
        }
        self.fields = fields
    }

    /// - Throws: a 400 `Problem` for fields beside these.
    func allow(_ names: [String]) throws {
        guard let other = fields.keys.filter({ !names.contains($0) }).sorted().first else { return }
        throw Problem(
            .badRequest,
            "'\(ShownName.clean(other))' means nothing here; the body may have \(names.map { "'\($0)'" }.joined(separator: ", ")).")
    }

    subscript(_ name: String) -> String? {
        if case .text(let text)? = fields[name] { text } else { nil }
    }

    /// Those named; none where the field is left out, which stands for all.
    ///
    /// - Throws: a 400 `Problem` for a list that is empty, or has an empty name.
    func locations() throws -> [String] {
        switch fields["locations"] {
        case nil: return []
        case .texts(let names) where !names.isEmpty && !names.contains(""): return names
        default: throw Problem(.badRequest, "'locations' must be a list of locations; leave it out for all of them.")
        }
    }

    /// - Throws: a 400 `Problem` for a text that is missing, blank or too long.
    func text(_ name: String) throws -> String {
        guard let text = self[name], text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 500 else {
            throw Problem(.badRequest, "'\(name)' must have 1 to 500 characters.")
        }
        return text
    }

    func date(_ name: String) throws -> BusinessDate {
        guard let date = BusinessDate(try text(name)) else {
            throw Problem(.badRequest, "'\(name)' must be a date such as 2026-11-23.")
        }
        return date
    }

    func instant(_ name: String) throws -> Instant {
        guard let instant = Instant(try text(name)) else {
            throw Problem(.badRequest, "'\(name)' must be an instant such as 2026-11-23T14:00:00Z.")
        }
        return instant
    }
}
