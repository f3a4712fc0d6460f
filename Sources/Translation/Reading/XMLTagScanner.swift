import Canonical
import Foundation

/// Looks at the raw bytes of an XML document before the parser does, and refuses start tags that would cost it more than
/// they are worth: libxml2 compares every attribute of an element with every other.
///
/// A start tag cannot hold a '<', so the distance to the next one bounds it: only where that is large is a tag looked at
/// byte by byte.
struct XMLTagScanner {
    static let mostAttributes = 256
    static let mostNamespaces = 64
    static let longestName = 1 << 10
    static let longestValue = 64 << 10
    static let longestTag = 1 << 20
    /// No limit can be passed within so many bytes.
    private static let harmless = 512

    private enum State {
        case text
        /// Behind a '<', with the bytes seen since.
        case opening
        case tag(Tag)
        /// Within a comment, a CDATA section, an instruction or a declaration, to the bytes that end it.
        case passage([UInt8], matched: Int)
    }

    /// A start or end tag, as far as it was read.
    private struct Tag {
        var attributes = 0
        var namespaces = 0
        var length = 0
        /// Of the name or value at hand.
        var piece = 0
        /// The quote that a value will end with; 0 outside values.
        var quote: UInt8 = 0
        /// Whether the name at hand begins as `xmlns` does, so far.
        var isNamespace = true
        var isInName = true
    }

    private static let namespace = Array("xmlns".utf8)
    private static let openings: [(begin: [UInt8], end: [UInt8])] = [
        (Array("!--".utf8), Array("-->".utf8)), (Array("![CDATA[".utf8), Array("]]>".utf8)), (Array("?".utf8), Array("?>".utf8)),
    ]

    private var state = State.text
    private var opened: [UInt8] = []
    private var offset = 0
    /// Bytes of a character: 2 for UTF-16.
    private var width = 1
    private var isLittleEndian = false
    private var isFirst = true

    /// Looks at the next bytes of the document; characters are never cut between two calls.
    ///
    /// - Throws: a finding for what passes a limit, and for an encoding in which tags cannot be told from text.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
        if isFirst {
            isFirst = false
            try detectEncoding(bytes)
        }
        if width == 1 { try scanBytes(bytes) } else { try scanUnits(bytes) }
        offset += bytes.count
    }

    private mutating func scanBytes(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
        guard let base = bytes.baseAddress else { return }
        var at = 0
        while at < bytes.count {
            if case .text = state {
                guard let found = memchr(base + at, 0x3C, bytes.count - at) else { return }
                at = base.distance(to: UnsafeRawPointer(found)) + 1
                // The common case: a short tag that ends before the next one begins.
                while at < bytes.count, bytes[at] != UInt8(ascii: "!"), bytes[at] != UInt8(ascii: "?"),
                    let next = memchr(base + at, 0x3C, min(Self.harmless, bytes.count - at))
                {
                    at = base.distance(to: UnsafeRawPointer(next)) + 1
                }
                (state, opened) = (.opening, [])
                continue
            }
            if case .passage(let end, 0) = state {
                guard let found = memchr(base + at, Int32(end[0]), bytes.count - at) else { return }
                at = base.distance(to: UnsafeRawPointer(found))
            }
            try step(bytes[at], at)
            at += 1
        }
    }

    private mutating func scanUnits(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
        var at = 0
        while at + 1 < bytes.count {
            let (low, high) = isLittleEndian ? (bytes[at], bytes[at + 1]) : (bytes[at + 1], bytes[at])
            // Nothing beyond ASCII means anything to a tag.
            let byte = high == 0 && low < 0x80 ? low : 0x80
            if case .text = state {
                if byte == 0x3C { (state, opened) = (.opening, []) }
            } else {
                try step(byte, at)
            }
            at += 2
        }
    }

    private mutating func step(_ byte: UInt8, _ at: Int) throws(Finding) {
        switch state {
        case .text: if byte == 0x3C { (state, opened) = (.opening, []) }
        case .opening: try open(byte, at)
        case .tag(var tag):
            let isOpen = try advance(&tag, byte, at)
            state = isOpen ? .tag(tag) : .text
        case .passage(let end, let matched):
            if byte == end[matched] {
                state = matched + 1 == end.count ? .text : .passage(end, matched: matched + 1)
            } else {
                // '--->' and ']]]>' end a passage too.
                let keeps = matched == end.count - 1 && byte == end[0] && matched > 0
                state = .passage(end, matched: keeps ? matched : byte == end[0] ? 1 : 0)
            }
        }
    }

    /// Tells what begins with '<'.
    private mutating func open(_ byte: UInt8, _ at: Int) throws(Finding) {
        opened.append(byte)
        for opening in Self.openings where opening.begin.starts(with: opened) {
            if opening.begin.count > opened.count { return }
            state = .passage(opening.end, matched: 0)
            return
        }
        if opened[0] == UInt8(ascii: "!") {
            let seen = opened
            state = .passage([UInt8(ascii: ">")], matched: 0)
            for byte in seen { try step(byte, at) }
            return
        }
        var tag = Tag()
        state = try advance(&tag, byte, at) ? .tag(tag) : .text
    }

    /// One more byte of a tag. `false` where the tag ends.
    private func advance(_ tag: inout Tag, _ byte: UInt8, _ at: Int) throws(Finding) -> Bool {
        tag.length += 1
        if tag.length > Self.longestTag { throw tooMuch("a start tag of at most \(Self.longestTag) bytes", at) }
        if tag.quote != 0 {
            if byte == tag.quote {
                (tag.quote, tag.piece, tag.isInName, tag.isNamespace) = (0, 0, true, true)
            } else {
                tag.piece += 1
                if tag.piece > Self.longestValue { throw tooMuch("an attribute of at most \(Self.longestValue) bytes", at) }
            }
            return true
        }
        switch byte {
        case UInt8(ascii: ">"): return false
        // No tag can hold it: the parser will say so, and a tag may begin here.
        case 0x3C: tag = Tag()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            tag.attributes += 1
            if tag.isNamespace, tag.piece >= Self.namespace.count { tag.namespaces += 1 }
            (tag.quote, tag.piece) = (byte, 0)
            if tag.attributes > Self.mostAttributes { throw tooMuch("at most \(Self.mostAttributes) attributes in an element", at) }
            if tag.namespaces > Self.mostNamespaces { throw tooMuch("at most \(Self.mostNamespaces) namespaces in an element", at) }
        case UInt8(ascii: "="): tag.isInName = false
        case 0x20, 0x09, 0x0A, 0x0D:
            if tag.isInName { (tag.piece, tag.isNamespace) = (0, true) }
        default:
            guard tag.isInName else { return true }
            if tag.piece < Self.namespace.count, byte != Self.namespace[tag.piece] { tag.isNamespace = false }
            tag.piece += 1
            if tag.piece > Self.longestName { throw tooMuch("names of at most \(Self.longestName) bytes", at) }
        }
        return true
    }

    private func tooMuch(_ expected: String, _ at: Int) -> Finding {
        Finding(
            offset: offset + at, rule: "xml-limit", expected: expected, found: "more",
            advice: "No business document is written like this; the rest of the file is refused")
    }
}

extension XMLTagScanner {
    /// Encodings that write ASCII as ASCII writes it, and nothing else as a byte that ends a tag or a value. By the beginnings
    /// of their names.
    private static let plainEncodings = [
        "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "iso_8859-", "iso8859-", "latin", "windows-", "cp125", "koi8-", "macintosh",
        "euc-", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "shift-jis", "sjis", "ibm437", "ibm85", "cp437", "cp85",
    ]

    private mutating func detectEncoding(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
        let first = Array(bytes.prefix(4))
        switch first {
        case [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0, 0, 0, 0x3C], [0x3C, 0, 0, 0], [0, 0, 0x3C, 0], [0, 0x3C, 0, 0]:
            throw otherEncoding("UTF-32")
        case [0x4C, 0x6F, 0xA7, 0x94]: throw otherEncoding("EBCDIC")
        default: break
        }
        let pair = Array(first.prefix(2))
        if pair == [0xFF, 0xFE] || pair == [0x3C, 0] {
            (width, isLittleEndian) = (2, true)
        } else if pair == [0xFE, 0xFF] || pair == [0, 0x3C] {
            width = 2
        } else {
            try checkDeclaration(bytes)
        }
    }

    private func checkDeclaration(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let begin = Array("<?xml".utf8)
        guard bytes.dropFirst(mark).starts(with: begin) else { return }
        let head = bytes.dropFirst(mark).prefix(1 << 10)
        guard let end = zip(head.indices, head).first(where: { $0.1 == UInt8(ascii: ">") })?.0 else {
            // A document that is this short is cut off, and the parser says so.
            guard bytes.count >= 1 << 10 else { return }
            throw Finding(
                offset: offset, rule: "xml-limit", expected: "an XML declaration of at most 1024 bytes", found: "a longer one",
                advice: "No business document is written like this; the file is refused")
        }
        let declaration = String(decoding: head[..<end], as: UTF8.self)
        guard let match = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) else { return }
        let name = match.1.lowercased()
        guard Self.plainEncodings.contains(where: { name.hasPrefix($0) }) else { throw otherEncoding(String(match.1).shortened(40)) }
    }

    private func otherEncoding(_ name: String) -> Finding {
        Finding(
            offset: offset, rule: "encoding", expected: "XML in UTF-8, UTF-16 or another encoding that extends ASCII", found: name,
            advice: "Ask the sender for the document in UTF-8")
    }
}
