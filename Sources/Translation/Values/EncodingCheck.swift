import Registry

/// Whether a record's bytes are of the encoding its interface declares: all of them, mapped or not.
///
/// Nearly every byte sequence reads as some single-byte text, so a file in UTF-8 under a declared
/// Windows-1252 would pass as mojibake. Text whose high bytes all form valid UTF-8 is therefore refused
/// there: real single-byte text does not look like that.
struct EncodingCheck {
    struct Fault {
        /// Index of the offending byte.
        let index: Int
        let found: String
    }

    private enum Rule { case utf8, singleByte([UInt16]), none }

    private let rule: Rule
    private let name: String

    /// - Parameter isAllText: whether no byte stands for a number.
    init(_ encoding: TextEncoding, isAllText: Bool = true) {
        name = encoding.rawValue
        guard isAllText else {
            rule = .none
            return
        }
        switch encoding {
        case .utf8: rule = .utf8
        case .latin1, .latin9, .windows1252: rule = SingleByteText.table(of: encoding).map { .singleByte($0) } ?? .none
        // Packed fields may hold any byte; UTF-16 is checked while it is converted.
        case .utf16, .ebcdic037, .ebcdic500, .ebcdic1140: rule = .none
        }
    }

    @inline(__always)
    func fault(in bytes: UnsafeRawBufferPointer) -> Fault? {
        if UTF8Check.isASCII(bytes) { return nil }
        return slowFault(in: bytes)
    }

    private func slowFault(in bytes: UnsafeRawBufferPointer) -> Fault? {
        switch rule {
        case .none: return nil
        case .utf8:
            return UTF8Check.firstInvalid(bytes).map {
                Fault(index: $0, found: "the byte 0x\(String(bytes[$0], radix: 16, uppercase: true))")
            }
        case .singleByte(let table):
            if let index = bytes.indices.first(where: { table[Int(bytes[$0])] == 0xFFFF }) {
                return Fault(index: index, found: "the byte 0x\(String(bytes[index], radix: 16, uppercase: true))")
            }
            guard UTF8Check.firstInvalid(bytes) == nil, let index = bytes.firstIndex(where: { $0 >= 0x80 }) else { return nil }
            return Fault(index: index, found: "UTF-8")
        }
    }

    var expected: String { "valid \(name)" }
    static let advice = "Ask the sender for the declared encoding, or declare the one it uses"
}
