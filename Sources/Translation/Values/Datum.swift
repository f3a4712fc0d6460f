import Canonical

/// A value on its way from a source field to a canonical one. Plain memory: nothing is counted or
/// allocated. Text points into the group, the plan or the mapper's scratch.
enum Datum {
    case absent
    /// Valid UTF-8.
    case text(UnsafeRawBufferPointer)
    case number(Decimal64)
    case date(BusinessDate)
    case instant(Instant)

    var isAbsent: Bool { if case .absent = self { true } else { false } }

    /// As keys and, but for the quotes, canonical JSON have it: a number in digits, a day or a moment as ISO 8601; nothing where it is absent.
    func write(to bytes: inout [UInt8]) {
        switch self {
        case .absent: break
        case .text(let text): bytes.append(contentsOf: text)
        case .number(let number): number.write(to: &bytes)
        case .date(let date): date.write(to: &bytes)
        case .instant(let instant): instant.write(to: &bytes)
        }
    }

    /// As the version of a state: an instant in milliseconds since 1970, a whole number as it is.
    var order: Int64? {
        switch self {
        case .instant(let instant): instant.milliseconds
        case .number(let number) where number.scale == 0: number.mantissa
        default: nil
        }
    }
}
