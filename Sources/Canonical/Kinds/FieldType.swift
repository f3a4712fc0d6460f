/// What a canonical field holds, and how it is written in canonical JSON.
package indirect enum FieldType: Sendable, Hashable {
    /// A JSON string of at most `maximum` characters.
    case text(maximum: Int)
    /// A JSON string, one of the listed values.
    case choice([String])
    /// A JSON string holding an exact decimal with at most `scale` digits after the point.
    case decimal(scale: UInt8)
    /// A JSON integer: minor units of the record's currency.
    case money
    /// A JSON integer.
    case integer
    /// A JSON boolean.
    case boolean
    /// A JSON string `2026-11-23`.
    case date
    /// A JSON string `2026-11-23T14:03:11Z`, UTC.
    case instant
    /// A JSON string: an ISO 4217 code.
    case currency
    /// A JSON object with the fields in declared order.
    case object([KindField])
    /// A JSON array of such objects.
    case list([KindField])

    /// The fields within, for objects and lists.
    package var fields: [KindField] {
        switch self {
        case .object(let fields), .list(let fields): fields
        default: []
        }
    }
}
