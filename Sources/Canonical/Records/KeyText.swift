import Foundation

/// What a text must look like to be part of a key or to name an entity or a location: one text for one thing, and a
/// text is what it looks like.
package enum KeyText {
    /// What is wrong with a text, in a few words that quote at most one character of it; `nil` where it may name something.
    ///
    /// White space at either end, white space other than a space within, controls, characters that nobody sees, full-width
    /// forms, digits of other scripts, and texts that are not in Unicode's normal form C are refused: each would be a name
    /// of its own that looks like another one. An empty text is no fault here: whether something must be said is another
    /// question.
    package static func problem(_ bytes: UnsafeRawBufferPointer) -> String? {
        let space = UInt8(ascii: " ")
        guard let first = bytes.first, let last = bytes.last else { return nil }
        if first != space, last != space, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return nil }
        return problemInDetail(bytes)
    }

    package static func problem(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { problem(UnsafeRawBufferPointer($0)) }
    }

    private static func problemInDetail(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return "bytes that are not UTF-8" }
        let scalars = text.unicodeScalars
        if let first = scalars.first, first.properties.isWhitespace { return "\(name(first)), white space, at the beginning" }
        if let last = scalars.last, last.properties.isWhitespace { return "\(name(last)), white space, at the end" }
        for (index, scalar) in scalars.enumerated() {
            if let problem = problem(scalar) { return "\(name(scalar)), \(problem), as character \(index + 1)" }
        }
        let composed = text.precomposedStringWithCanonicalMapping
        // Not `==`, which takes all forms of a text for the same.
        guard composed.utf8.elementsEqual(text.utf8) else { return "characters in pieces (not in Unicode's normal form C)" }
        return nil
    }

    private static func problem(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isASCII, scalar.value >= 0x20, scalar.value < 0x7F { return nil }
        let properties = scalar.properties
        if properties.isWhitespace { return "white space other than a space" }
        if properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800 { return "which nobody sees" }
        switch properties.generalCategory {
        case .control: return "a control character"
        case .format: return "which nobody sees"
        case .surrogate, .privateUse, .unassigned: return "which is no character of Unicode"
        case .decimalNumber: return "a digit that is none of 0 to 9"
        default: break
        }
        if (0xFF01...0xFF5E).contains(scalar.value) { return "a full-width form" }
        return nil
    }

    /// `U+200B`.
    private static func name(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }
}
