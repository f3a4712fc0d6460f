import Canonical

/// One canonical field to be written: its name ready in JSON, its type, and where its value comes from.
final class TargetPlan: Sendable {
    enum Content: Sendable {
        case scalar(ValuePlan)
        case object([TargetPlan])
        case lists([ListPlan])
        /// No mapping gives it.
        case nothing
    }

    /// What the mapper remembers of a top-level field besides writing it.
    enum Role: Sendable, Equatable {
        case none
        case entity
        case location
        case anchor
        case currency
    }

    /// `"sku":`
    let opening: ImmutableBytes
    let path: String
    let type: FieldType
    let choices: [ImmutableBytes]
    let isRequired: Bool
    let isSensitive: Bool
    let content: Content
    /// Accumulators of checks that this value feeds.
    let registers: [Int]
    let role: Role
    /// Its place in the natural key; -1 for none.
    let keyPart: Int

    init(_ field: KindField, path: String, content: Content, registers: [Int], role: Role, keyPart: Int) {
        opening = ImmutableBytes("\"\(field.name)\":")
        self.path = path
        type = field.type
        if case .choice(let words) = field.type { choices = words.map { ImmutableBytes($0) } } else { choices = [] }
        isRequired = field.isRequired
        isSensitive = field.isSensitive
        self.content = content
        self.registers = registers
        self.role = role
        self.keyPart = keyPart
    }
}
