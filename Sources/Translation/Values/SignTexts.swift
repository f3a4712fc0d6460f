import Registry

/// The texts that a contract names as signs, in the bytes of the file.
final class SignTexts: Sendable {
    enum Meaning: Sendable { case positive, negative }

    private struct Entry: Sendable {
        let text: ImmutableBytes
        let meaning: Meaning
    }

    /// The longest first, so that `CR` is found before `R`.
    private let entries: [Entry]
    /// What a blank, or nothing at all, means; `nil` where something must stand there.
    let blank: Meaning?
    /// Bytes of the longest.
    let width: Int
    let isTrailing: Bool
    /// For errors: `'P' (plus) or 'N' (minus)`.
    let expected: String
    /// Whatever is not negative is a plus.
    private let isLenient: Bool

    /// - Parameters:
    ///   - encoding: of the bytes to be compared; `nil` for UTF-8.
    ///   - isLenient: a test wants to see what comes of taking any other text for a plus.
    init(_ texts: NumberFormat.SignTexts, encoding: TextEncoding?, isTrailing: Bool = false, isLenient: Bool = false) {
        let all = texts.positive.map { ($0, Meaning.positive) } + texts.negative.map { ($0, Meaning.negative) }
        blank = all.first { $0.0.isEmpty }?.1
        entries = all.filter { !$0.0.isEmpty }
            .map { Entry(text: ImmutableBytes(SingleByteText.bytes(of: $0.0, as: encoding) ?? []), meaning: $0.1) }
            .filter { $0.text.bytes.count > 0 }
            .sorted { $0.text.bytes.count > $1.text.bytes.count }
        width = entries.first?.text.bytes.count ?? 1
        self.isTrailing = isTrailing
        self.isLenient = isLenient
        func list(_ texts: [String], _ word: String) -> String {
            texts.isEmpty ? "" : "\(texts.map { $0.isEmpty ? "nothing" : "'\($0)'" }.joined(separator: ", ")) (\(word))"
        }
        expected =
            "a sign: " + [list(texts.positive, "plus"), list(texts.negative, "minus")].filter { !$0.isEmpty }.joined(separator: " or ")
    }

    /// What a text that stands alone means, blanks around it taken off; `nil` for one that is not named.
    func meaning(of text: UnsafeRawBufferPointer?) -> Meaning? {
        guard let text, text.count > 0 else { return blank ?? (isLenient ? .positive : nil) }
        for entry in entries where bytesEqual(entry.text.bytes, text) { return entry.meaning }
        return isLenient ? .positive : nil
    }

    /// Takes the sign off a number; `nil` where there must be one and none stands there.
    func strip(_ bytes: UnsafeRawBufferPointer) -> (digits: UnsafeRawBufferPointer, meaning: Meaning)? {
        for entry in entries {
            let (sign, count) = (entry.text.bytes, bytes.count)
            guard sign.count <= count else { continue }
            let there = isTrailing ? bytes[(count - sign.count)...] : bytes[..<sign.count]
            guard bytesEqual(UnsafeRawBufferPointer(rebasing: there), sign) else { continue }
            let digits = isTrailing ? bytes[..<(count - sign.count)] : bytes[sign.count...]
            return (UnsafeRawBufferPointer(rebasing: digits), entry.meaning)
        }
        if isLenient, isTrailing, let last = bytes.last, last == UInt8(ascii: "+") || last == UInt8(ascii: "-") {
            return (UnsafeRawBufferPointer(rebasing: bytes.dropLast()), .positive)
        }
        return (blank ?? (isLenient ? .positive : nil)).map { (bytes, $0) }
    }
}
