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

    /// The canonical types without what they carry, so that telling them apart costs nothing.
    enum Form: Sendable {
        case text, choice, decimal, money, integer, boolean, date, instant, currency, nested
    }

    /// `"sku":`
    let opening: ImmutableBytes
    let path: String
    let form: Form
    /// Most characters of a text, most decimal places of a decimal.
    let limit: Int
    /// Whether the value stands in JSON without quotes.
    let isBare: Bool
    let choices: [ImmutableBytes]
    let isRequired: Bool
    /// The field is, or one that its value is made of.
    let isSensitive: Bool
    let content: Content
    /// Accumulators of checks that this value feeds.
    let registers: [Int]
    /// What must hold for each element of a list.
    let rules: [MapPlan.ElementRule]
    let role: Role
    /// Its place in the natural key; -1 for none.
    let keyPart: Int
    /// It says which of two states of a fact is the later one.
    let isOrder: Bool
    /// Its place among the fields that the identity of the record is made of; -1 for none.
    let identityPart: Int
    /// It is that identity where the source gives none.
    let made: MapPlan.Identity?
    /// Whether the mapper must remember it at all.
    let isRemembered: Bool
    /// Whether it is a text that names a record, its entity or its location.
    let namesSomething: Bool
    /// What the code looks like where it came through whole.
    let shape: CodeShape?

    init(
        _ field: KindField, path: String, content: Content, registers: [Int], rules: [MapPlan.ElementRule] = [], role: Role, keyPart: Int,
        isOrder: Bool = false, identityPart: Int = -1, made: MapPlan.Identity? = nil
    ) {
        opening = ImmutableBytes("\"\(field.name)\":")
        self.path = path
        var (form, limit, words): (Form, Int, [String]) = (.nested, 0, [])
        switch field.type {
        case .text(let maximum): (form, limit) = (.text, maximum)
        case .choice(let choices): (form, words) = (.choice, choices)
        case .decimal(let scale): (form, limit) = (.decimal, Int(scale))
        case .money: form = .money
        case .integer: form = .integer
        case .boolean: form = .boolean
        case .date: form = .date
        case .instant: form = .instant
        case .currency: form = .currency
        case .object, .list: break
        }
        (self.form, self.limit) = (form, limit)
        choices = words.map { ImmutableBytes($0) }
        switch form {
        case .money, .integer, .boolean: isBare = true
        default: isBare = false
        }
        isRequired = field.isRequired
        if case .scalar(let value) = content, value.isSensitive { isSensitive = true } else { isSensitive = field.isSensitive }
        self.content = content
        self.registers = registers
        self.rules = rules
        self.role = role
        self.keyPart = keyPart
        self.isOrder = isOrder
        (self.identityPart, self.made) = (identityPart, made)
        isRemembered = role != .none || keyPart >= 0 || isOrder || identityPart >= 0
        namesSomething = role == .entity || role == .location || keyPart >= 0
        shape = field.shape
    }
}
