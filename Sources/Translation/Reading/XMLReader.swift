import CLibXML2
import Canonical

/// Reads XML through libxml2's push parser (SAX2), in constant memory. A document type declaration is
/// refused at once: no business document needs one, and entity bombs and external entities need one.
final class XMLReader {
    private let binder: TreeBinder
    private let source: any ByteSource
    private var context: xmlParserCtxtPtr?
    /// What a callback found wrong; C cannot throw.
    private var failure: (any Error)?
    private var sawElement = false

    init(_ tree: PathTree, _ assembler: GroupAssembler, _ source: any ByteSource) {
        binder = TreeBinder(tree, assembler)
        self.source = source
    }

    /// Reads to the end.
    /// - Throws: a finding for what makes the rest of the document unreadable.
    func read() throws {
        var handler = Self.makeHandler()
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
        while true {
            // The parser's chunks are always full ones: what it says must not depend on how bytes came in.
            var count = 0
            while count < chunk.count {
                let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[count...]))
                if more == 0 { break }
                count += more
            }
            let code = xmlParseChunk(
                context, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count), count < chunk.count ? 1 : 0)
            if let failure { throw failure }
            if code != 0 { throw syntaxFinding(context) }
            if count < chunk.count { return }
        }
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
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        sawElement = true
        attempt {
            try binder.enter(bytes(name), uri: uri.map(bytes), line: line, offset: offset) { wanted in
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
        guard binder.wantsText else { return }
        attempt { try binder.characters(UnsafeRawBufferPointer(start: text, count: Int(count))) }
    }

    fileprivate func end() { attempt { try binder.leave() } }

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

    private static func makeHandler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { user, _, _, _ in XMLReader.reader(user)?.refuseDoctype() }
        handler.startElementNs = { user, name, _, uri, _, _, count, _, attributes in
            guard let name else { return }
            XMLReader.reader(user)?.start(name, uri, Int(count), attributes)
        }
        handler.endElementNs = { user, _, _, _ in XMLReader.reader(user)?.end() }
        handler.characters = { user, text, count in
            guard let text else { return }
            XMLReader.reader(user)?.characters(text, count)
        }
        handler.cdataBlock = handler.characters
        return handler
    }
}
