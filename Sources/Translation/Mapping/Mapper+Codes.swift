import Canonical

extension Mapper {
    /// Flags a code that does not look as it should, or throws where its record must not be accepted with it.
    mutating func inspect(_ datum: Datum, _ shape: CodeShape, _ field: String, isSensitive: Bool) throws(FieldFault) {
        guard case .text(let code) = datum, let fault = shape.fault(in: code) else { return }
        guard shape.failure == .warning else {
            throw FieldFault(
                rule: "shape", expected: shape.expectation(fault), found: ShownBytes.text(code, as: nil),
                advice: "It was damaged or mistyped on its way, often by a spreadsheet: correct it at the source and send the record again")
        }
        flags.insert(.oddCode)
        let shown = isSensitive ? "(redacted)" : String(decoding: code, as: UTF8.self).shortened(100)
        let odd = UnknownCode(oddIn: field, code: shown)
        // A field that several values need, or a field and its target, are told once.
        if !unknownCodes.contains(odd) { unknownCodes.append(odd) }
    }
}
