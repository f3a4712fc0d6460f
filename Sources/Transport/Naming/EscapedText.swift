/// Text for logs, errors and pages made from bytes that somebody else chose.
///
/// Printable Unicode stays as it is. Everything that could forge a log line or hide itself (control
/// and format characters, line separators, private use, bytes that are not UTF-8) becomes `\xNN`,
/// and a backslash becomes `\\`, so that two different names never look the same.
package enum EscapedText {
    package static func escape(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var result = ""
        var parser = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &input) {
            case .emptyInput:
                return result
            case .error(let length):
                appendHex(bytes[position..<position + length], to: &result)
                position += length
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                let next = position + encoded.count
                if scalar == "\\" {
                    result += "\\\\"
                } else if isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    appendHex(bytes[position..<next], to: &result)
                }
                position = next
            }
        }
    }

    package static func escape(_ text: String) -> String { escape(text.utf8) }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: true
        }
    }

    private static func appendHex(_ bytes: ArraySlice<UInt8>, to result: inout String) {
        for byte in bytes {
            result += byte < 16 ? "\\x0" : "\\x"
            result += String(byte, radix: 16, uppercase: true)
        }
    }
}
