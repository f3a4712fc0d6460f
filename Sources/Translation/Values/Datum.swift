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
}
