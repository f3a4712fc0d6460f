import Canonical
import Registry

/// Compares canonical JSON with what `/v1/kinds/{kind}/schema` says of it: the same declaration of fields makes both.
final class SchemaCheck: JSONVisitor {
    /// Findings told of one document; it is refused at the first.
    private static let mostFindings = 20

    private enum Expected {
        case nothing
        case records
        case object([KindField])
        case list([KindField])
        case scalar(FieldType)
    }

    private struct Frame {
        var expected: Expected
        /// Of the value in its object; empty for a document or an element.
        var name = ""
        /// A list's elements so far.
        var elements = 0
        var seen: Set<String> = []
        var line: Int
        var offset: Int
    }

    private let kind: Kind
    private var frames: [Frame] = []
    private(set) var findings: [Finding] = []

    init(_ kind: Kind) { self.kind = kind }

    func document(_ value: JSONValue, line: Int, offset: Int) {
        // One record, or an array of them.
        frames = [Frame(expected: value == .list ? .records : .object(kind.fields), line: line, offset: offset)]
    }

    func member(_ name: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int) {
        guard case .object(let fields)? = frames.last?.expected else {
            return frames.append(Frame(expected: .nothing, line: line, offset: offset))
        }
        let name = String(decoding: name, as: UTF8.self)
        frames[frames.count - 1].seen.insert(name)
        frames.append(Frame(expected: .nothing, name: name, line: line, offset: offset))
        guard let field = fields.first(where: { $0.name == name }) else {
            let names = fields.map(\.name)
            return note(
                "one of the fields \(names.joined(separator: ", "))", "'\(name.shortened(60))'",
                Spelling.suggestion(for: name, among: names))
        }
        let expected = Self.expected(of: field.type)
        guard Self.takes(expected, value) else {
            return note(
                Self.text(of: field.type), value.name, value == .null ? "Leave the member out where nothing is to be said" : "")
        }
        frames[frames.count - 1].expected = expected
    }

    func element(_ value: JSONValue, line: Int, offset: Int) {
        let list = frames.last?.expected
        frames[frames.count - 1].elements += 1
        frames.append(Frame(expected: .nothing, line: line, offset: offset))
        switch list {
        case .records?: expect(kind.fields, value)
        case .list(let fields)?: expect(fields, value)
        default: break
        }
    }

    func scalar(_ bytes: UnsafeRawBufferPointer, _ value: JSONValue, line: Int, offset: Int, hasNUL: Bool) {
        guard case .scalar(let type)? = frames.last?.expected else { return }
        if let bad = UTF8Check.firstInvalid(bytes) {
            return note("UTF-8", "the byte 0x\(String(bytes[bad], radix: 16, uppercase: true))", "Ask the sender for UTF-8")
        }
        guard !hasNUL else { return note("text", "the character U+0000", "No text has it: leave it out") }
        let text = String(decoding: bytes, as: UTF8.self)
        guard !Self.follows(text, type) else { return }
        note(Self.text(of: type), isSensitive ? "(redacted)" : "'\(text.shortened(40))'", "")
    }

    func leaveValue() {
        guard let frame = frames.last else { return }
        if case .object(let fields) = frame.expected {
            for field in fields where field.isRequired && !frame.seen.contains(field.name) {
                frames.append(Frame(expected: .nothing, name: field.name, line: frame.line, offset: frame.offset))
                note(Self.text(of: field.type), "no such member", "The field is required")
                frames.removeLast()
            }
        }
        frames.removeLast()
    }

    private static func expected(of type: FieldType) -> Expected {
        switch type {
        case .object(let fields): .object(fields)
        case .list(let fields): .list(fields)
        default: .scalar(type)
        }
    }

    private static func takes(_ expected: Expected, _ value: JSONValue) -> Bool {
        switch expected {
        case .nothing: true
        case .records, .list: value == .list
        case .object: value == .object
        case .scalar(.money), .scalar(.integer): value == .number
        case .scalar(.boolean): value == .boolean
        case .scalar: value == .text
        }
    }

    private func expect(_ fields: [KindField], _ value: JSONValue) {
        guard value == .object else { return note("an object", value.name, "") }
        frames[frames.count - 1].expected = .object(fields)
    }

    private func note(_ expected: String, _ found: String, _ advice: String) {
        guard findings.count < Self.mostFindings, let frame = frames.last else { return }
        findings.append(
            Finding(
                record: record, line: frame.line, offset: frame.offset, field: pointer, rule: "schema", expected: expected, found: found,
                advice: advice.isEmpty ? "Send it as /v1/kinds/\(kind.reference)/schema says; nothing of the body was posted" : advice))
    }

    /// The number of the record at hand in its body.
    private var record: Int {
        if case .records? = frames.first?.expected { return frames[0].elements }
        return 1
    }

    /// RFC 6901.
    private var pointer: String {
        frames.indices.dropFirst().map { index in
            let holder = frames[index - 1]
            switch holder.expected {
            case .records, .list: return "/\(holder.elements - 1)"
            default: return "/" + JSONTrail.escaped(frames[index].name.shortened(100))
            }
        }.joined()
    }

    private var isSensitive: Bool {
        var fields = kind.fields
        for frame in frames where !frame.name.isEmpty {
            guard let field = fields.first(where: { $0.name == frame.name }) else { return false }
            if field.isSensitive { return true }
            fields = field.type.fields
        }
        return false
    }
}
