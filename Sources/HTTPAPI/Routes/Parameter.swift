import Canonical

/// One declared parameter of an operation: what checks it is what documents it.
struct Parameter: Sendable {
    enum Place: String, Sendable { case path, query, header }

    enum Form: Sendable {
        case text
        case integer(ClosedRange<Int>)
        case date
        case flag
        case choice([String])
    }

    let name: String
    let place: Place
    let form: Form
    let meaning: String
    var isRequired = false

    static func path(_ name: String, _ meaning: String, _ form: Form = .text) -> Parameter {
        Parameter(name: name, place: .path, form: form, meaning: meaning, isRequired: true)
    }

    static func query(_ name: String, _ meaning: String, _ form: Form = .text, required: Bool = false) -> Parameter {
        Parameter(name: name, place: .query, form: form, meaning: meaning, isRequired: required)
    }

    static func header(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name: name, place: .header, form: .text, meaning: meaning)
    }

    static let limit = query("limit", "How many items at most; 100 unless said", .integer(1...1000))
    static let cursor = query("cursor", "Where the page begins: 'next' of the page before")

    /// - Returns: the value, in its only spelling.
    /// - Throws: a 400 `Problem` for a value that is not of the form.
    func check(_ value: String) throws -> String {
        let expected: String
        switch form {
        case .text:
            guard value.utf8.count <= 1000 else { throw wrong("at most 1000 bytes", "\(value.utf8.count)") }
            return value
        case .integer(let range):
            if let number = Int(value), range.contains(number) { return String(number) }
            expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .date:
            if BusinessDate(value) != nil { return value }
            expected = "a date such as 2026-11-23"
        case .flag:
            if value == "true" || value == "false" { return value }
            expected = "true or false"
        case .choice(let words):
            if words.contains(value) { return value }
            expected = "one of \(words.joined(separator: ", "))"
        }
        throw wrong(expected, "'\(value.prefix(40))'")
    }

    private func wrong(_ expected: String, _ found: String) -> Problem {
        // An id that cannot exist is a thing that is not there.
        if place == .path { return .notFound(name) }
        return Problem(.badRequest, "The parameter '\(name)' must be \(expected), found \(found).")
    }
}
