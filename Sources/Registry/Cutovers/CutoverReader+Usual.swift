import Canonical

/// What a plan means where it says nothing, from the kind's own declaration.
extension CutoverReader {
    /// Every money field at the top; of lists that hold money, the amount per type or code.
    static func usualTotals(of kind: Kind) -> [CutoverDefinition.Total] {
        kind.fields.flatMap { field -> [CutoverDefinition.Total] in
            switch field.type {
            case .money: return [.init(sum: field.name, per: nil)]
            case .list(let fields):
                let per = fields.map(\.name).first { $0 == "type" || $0 == "code" }
                return fields.filter { $0.name == "amount" && $0.type == .money }.map { .init(sum: "\(field.name).\($0.name)", per: per) }
            default: return []
            }
        }
    }

    /// All of them for what is sold at a till; none for other kinds.
    static func usualScenarios(of kind: Kind) -> [String] {
        kind.field("tenders") != nil && kind.field("type") != nil ? CutoverShape.scenarios : []
    }

    static func sensitive(_ fields: [KindField], _ prefix: String) -> [String] {
        fields.flatMap { field -> [String] in
            let path = prefix + field.name
            return (field.isSensitive ? [path] : []) + sensitive(field.type.fields, path + ".")
        }
    }

    static func holdsMoney(_ type: FieldType) -> Bool {
        type == .money || type.fields.contains { holdsMoney($0.type) }
    }
}
