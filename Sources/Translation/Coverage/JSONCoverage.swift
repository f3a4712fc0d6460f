import Canonical
import Foundation

/// Counts the members of JSON documents that no field reads. Null says nothing and is not counted.
struct JSONCoverage {
    private struct Broken: Error {}

    private var coverage: TreeCoverage
    private var bytes: [UInt8] = []
    private var at = 0

    init(_ tree: PathTree) { coverage = TreeCoverage(tree, .member) }

    /// One document, or several one after another (JSON lines).
    func report(_ bytes: [UInt8]) -> CoverageReport {
        var walk = self
        walk.bytes = bytes
        walk.at = bytes.contentStart
        do {
            while walk.next != nil { try walk.document() }
        } catch {
            var report = walk.coverage.report
            report.notes.append("The document is not JSON to its end; it was looked at up to byte \(walk.at).")
            return report
        }
        return walk.coverage.report
    }

    private mutating func document() throws {
        guard next == UInt8(ascii: "[") else { return try value() }
        try list { walk in
            if walk.next == UInt8(ascii: "{") { return try walk.object() }
            walk.coverage.enterUnnamed("[]")
            try walk.value()
            walk.coverage.leave()
        }
    }

    private mutating func value() throws {
        switch next {
        case UInt8(ascii: "{")?: try object()
        case UInt8(ascii: "[")?:
            try list { walk in
                walk.coverage.enterUnnamed("[]")
                try walk.value()
                walk.coverage.leave()
            }
        case UInt8(ascii: "\"")?:
            if try !string().isEmpty { coverage.text() }
        default:
            if try scalar() { coverage.text() }
        }
    }

    private mutating func object() throws {
        at += 1
        if next == UInt8(ascii: "}") { return at += 1 }
        while true {
            guard next == UInt8(ascii: "\"") else { throw Broken() }
            let name = try string()
            guard next == UInt8(ascii: ":") else { throw Broken() }
            at += 1
            try member(name)
            guard try goesOn(UInt8(ascii: "}")) else { return }
        }
    }

    private mutating func member(_ name: String) throws {
        guard coverage.depth <= TreeBinder.deepest else { throw Broken() }
        if next == UInt8(ascii: "n") {
            _ = try scalar()
        } else if next == UInt8(ascii: "[") {
            // The elements of a list stand for the member.
            try list { walk in
                walk.coverage.enter(name, uri: nil)
                try walk.value()
                walk.coverage.leave()
            }
        } else {
            coverage.enter(name, uri: nil)
            try value()
            coverage.leave()
        }
    }

    private mutating func list(_ element: (inout JSONCoverage) throws -> Void) throws {
        guard coverage.depth <= TreeBinder.deepest else { throw Broken() }
        at += 1
        if next == UInt8(ascii: "]") { return at += 1 }
        while true {
            try element(&self)
            guard try goesOn(UInt8(ascii: "]")) else { return }
        }
    }

    private mutating func goesOn(_ end: UInt8) throws -> Bool {
        let byte = next
        guard byte == UInt8(ascii: ",") || byte == end else { throw Broken() }
        at += 1
        return byte != end
    }

    // MARK: - tokens

    /// The next byte that is not white space, not yet taken; `nil` at the end.
    private var next: UInt8? {
        mutating get {
            while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
            return at < bytes.count ? bytes[at] : nil
        }
    }

    private mutating func string() throws -> String {
        let start = at
        at += 1
        var isEscaped = false
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] == UInt8(ascii: "\\") {
                isEscaped = true
                at += 1
            }
            at += 1
        }
        guard at < bytes.count else { throw Broken() }
        at += 1
        guard isEscaped else { return String(decoding: bytes[(start + 1)..<(at - 1)], as: UTF8.self) }
        return try JSONDecoder().decode(String.self, from: Data(bytes[start..<at]))
    }

    /// - Returns: whether it says something: null does not.
    private mutating func scalar() throws -> Bool {
        let start = at
        while at < bytes.count, !" \n\r\t,]}:\"[{".utf8.contains(bytes[at]) { at += 1 }
        guard at > start else { throw Broken() }
        return !bytes[start..<at].elementsEqual("null".utf8)
    }
}
