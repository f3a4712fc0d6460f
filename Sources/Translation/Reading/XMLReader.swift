import CLibXML2
import Canonical

/// Reads XML through libxml2's push parser (SAX2), in constant memory. A document type declaration is
/// refused at once: no business document needs one, and entity bombs and external entities need one.
final class XMLReader {
    /// Prefixes in force at any one place: each element and attribute with a prefix is looked up among them.
    static let mostNamespaces = 256
    private static let convertedPiece = 4 << 10

    /// `nil` where the document is only checked.
    private let binder: TreeBinder?
    private let source: any ByteSource
    private var context: xmlParserCtxtPtr?
    /// What a callback found wrong; C cannot throw.
    private var failure: (any Error)?
    private var sawElement = false
    private var depth = 0
    private var namespaces = 0
    /// The open elements that declare namespaces, by depth.
    private var declaring: [(depth: Int, count: Int)] = []
    private var lastDeclaring = -1

    init(_ tree: PathTree, _ assembler: GroupAssembler, _ source: any ByteSource, weakened: Weakening? = nil) {
        binder = TreeBinder(tree, assembler, weakened: weakened)
        self.source = source
    }

    /// Only checks that the document is whole and within limits.
    init(checking source: any ByteSource) {
        binder = nil
        self.source = source
    }

    /// Reads to the end.
    /// - Throws: a finding for what makes the rest of the document unreadable.
    func read() throws {
        var handler = Self.makeHandler(takesText: binder != nil)
        guard let context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil) else {
            throw Finding(rule: "xml", expected: "a parser", found: "no memory", class: .technical)
        }
        self.context = context
        defer {
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(context)
            self.context = nil
        }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { chunk.deallocate() }
        var source = self.source
        var scanner = XMLTagScanner()
        while true {
            // The parser's chunks are always full ones: what it says must not depend on how bytes came in.
            var count = 0
            while count < chunk.count {
                let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[count...]))
                if more == 0 { break }
                count += more
            }
            let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
            try scanner.scan(bytes)
            let isLast = count < chunk.count
            // What is not UTF-8 the parser converts; to say where it is, it converts back what it has not read of its piece.
            let piece = scanner.isUTF8 ? bytes.count : Self.convertedPiece
            var at = 0
            repeat {
                let end = min(bytes.count, at + piece)
                try push(UnsafeRawBufferPointer(rebasing: bytes[at..<end]), isLast: isLast && end == bytes.count, context)
                at = end
            } while at < bytes.count
            if isLast { return }
        }
    }

    private func push(_ bytes: UnsafeRawBufferPointer, isLast: Bool, _ context: xmlParserCtxtPtr) throws {
        let code = xmlParseChunk(
            context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
        if let failure { throw failure }
        // A prefix that nothing declares makes an element another one, which nobody may read.
        if code != 0 || context.pointee.nsWellFormed == 0 { throw syntaxFinding(context) }
    }

    private var line: Int { Int(context?.pointee.input?.pointee.line ?? 0) }
    private var offset: Int { context.map { Int(xmlByteConsumed($0)) } ?? -1 }

    private func attempt(_ work: () throws -> Void) {
        guard failure == nil else { return }
        do {
            try work()
        } catch {
            failure = error
            if let context { xmlStopParser(context) }
        }
    }

    private func syntaxFinding(_ context: xmlParserCtxtPtr) -> Finding {
        let error = xmlCtxtGetLastError(context)?.pointee
        let message = error?.message.map { String(cString: $0) }?.trimmed ?? "a syntax error"
        return Finding(
            line: Int(error?.line ?? 0), offset: offset, rule: sawElement ? "xml" : "not-xml",
            expected: sawElement ? "well-formed XML to the end" : "an XML document", found: message.shortened(160),
            advice: sawElement
                ? "The document is cut off or damaged; ask the sender for it again"
                : "Check that the file belongs to this interface")
    }

    fileprivate func start(
        _ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, declared: Int
    ) {
        sawElement = true
        depth += 1
        attempt {
            if declared > 0 { try declare(declared) }
            guard let binder else { return try limitDepth() }
            try binder.enter(bytes(name), uri: uri.map(bytes), line: line, offset: { offset }) { wanted in
                guard let attributes else { return nil }
                for index in 0..<count {
                    guard let name = attributes[index * 5], bytesEqual(bytes(name), wanted),
                        let from = attributes[index * 5 + 3], let to = attributes[index * 5 + 4]
                    else { continue }
                    return UnsafeRawBufferPointer(start: from, count: to - from)
                }
                return nil
            }
        }
    }

    fileprivate func characters(_ text: UnsafePointer<xmlChar>, _ count: Int32) {
        guard let binder else { return }
        let text = UnsafeRawBufferPointer(start: text, count: Int(count))
        if binder.wantsText {
            attempt { try binder.characters(text) }
        } else if binder.refusesText {
            attempt { try binder.strayCharacters(text, line: line) { offset } }
        }
    }

    fileprivate func end() {
        if depth == lastDeclaring {
            namespaces -= declaring.removeLast().count
            lastDeclaring = declaring.last?.depth ?? -1
        }
        depth -= 1
        guard let binder else { return }
        attempt { try binder.leave() }
    }

    private func declare(_ count: Int) throws {
        declaring.append((depth, count))
        lastDeclaring = depth
        namespaces += count
        guard namespaces <= Self.mostNamespaces else {
            throw Finding(
                line: line, offset: offset, rule: "xml-limit", expected: "at most \(Self.mostNamespaces) namespaces in force",
                found: "more",
                advice: "No business document is written like this; the rest of the file is refused")
        }
    }

    private func limitDepth() throws {
        guard depth <= TreeBinder.deepest else { throw TreeBinder.tooDeep(line, offset) }
    }

    fileprivate func refuseDoctype() {
        attempt {
            throw Finding(
                line: line, offset: offset, rule: "doctype", expected: "no document type declaration", found: "one",
                advice: "Entities are a known attack; ask the sender to leave the DOCTYPE out")
        }
    }

    private func bytes(_ text: UnsafePointer<xmlChar>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text, count: Int(xmlStrlen(text)))
    }

    private static func reader(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
        user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func makeHandler(takesText: Bool) -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { user, _, _, _ in XMLReader.reader(user)?.refuseDoctype() }
        handler.startElementNs = { user, name, _, uri, declared, _, count, _, attributes in
            guard let name else { return }
            XMLReader.reader(user)?.start(name, uri, Int(count), attributes, declared: Int(declared))
        }
        handler.endElementNs = { user, _, _, _ in XMLReader.reader(user)?.end() }
        guard takesText else { return handler }
        handler.characters = { user, text, count in
            guard let text else { return }
            XMLReader.reader(user)?.characters(text, count)
        }
        handler.cdataBlock = handler.characters
        return handler
    }
}
