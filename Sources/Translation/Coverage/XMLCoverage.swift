import CLibXML2
import Canonical

/// Counts the elements and attributes of an XML document that no field reads.
final class XMLCoverage {
    private var coverage: TreeCoverage
    private var context: xmlParserCtxtPtr?
    private var isRefused = false

    init(_ tree: PathTree) { coverage = TreeCoverage(tree, .element) }

    func report(_ bytes: [UInt8]) -> CoverageReport {
        var handler = Self.makeHandler()
        guard let context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil) else {
            return coverage.report
        }
        self.context = context
        defer {
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(context)
            self.context = nil
        }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
        var isGood = true
        bytes.withUnsafeBytes { all in
            var at = 0
            while isGood {
                let count = min(64 << 10, all.count - at)
                let chunk = all.baseAddress.map { ($0 + at).assumingMemoryBound(to: CChar.self) }
                isGood = xmlParseChunk(context, chunk, Int32(count), at + count == all.count ? 1 : 0) == 0
                at += count
                if at == all.count { return }
            }
        }
        var report = coverage.report
        if isRefused {
            report.notes.append("The document has a document type declaration, and is refused because of it: it was not looked at further.")
        } else if !isGood {
            report.notes.append(
                "The document is not well-formed XML to its end; it was looked at up to line \(xmlSAX2GetLineNumber(context)).")
        }
        return report
    }

    private func start(
        _ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        // What is deeper is refused by the reader.
        if coverage.depth > TreeBinder.deepest, let context { return xmlStopParser(context) }
        let found = (0..<count).compactMap { index -> (name: String, value: String)? in
            guard let attributes, let name = attributes[index * 5], let from = attributes[index * 5 + 3], let to = attributes[index * 5 + 4]
            else { return nil }
            return (String(cString: name), String(decoding: UnsafeRawBufferPointer(start: from, count: to - from), as: UTF8.self))
        }
        coverage.enter(String(cString: name), uri: uri.map { String(cString: $0) }, attributes: found)
    }

    private func characters(_ text: UnsafePointer<xmlChar>, _ count: Int32) {
        let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
        if bytes.contains(where: { $0 > 0x20 }) { coverage.text() }
    }

    /// Entities are a known attack: the reader refuses such a document, and nobody counts its names.
    private func refuse() {
        isRefused = true
        if let context { xmlStopParser(context) }
    }

    private static func coverage(_ user: UnsafeMutableRawPointer?) -> XMLCoverage? {
        user.map { Unmanaged<XMLCoverage>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func makeHandler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { user, _, _, _ in XMLCoverage.coverage(user)?.refuse() }
        handler.startElementNs = { user, name, _, uri, _, _, count, _, attributes in
            guard let name else { return }
            XMLCoverage.coverage(user)?.start(name, uri, Int(count), attributes)
        }
        handler.endElementNs = { user, _, _, _ in XMLCoverage.coverage(user)?.coverage.leave() }
        handler.characters = { user, text, count in
            guard let text else { return }
            XMLCoverage.coverage(user)?.characters(text, count)
        }
        handler.cdataBlock = handler.characters
        return handler
    }
}
