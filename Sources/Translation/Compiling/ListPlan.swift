/// A list of the canonical record: one element per source record, or per distinct value of `by`.
final class ListPlan: Sendable {
    let record: Int
    let by: [FieldRef]
    let condition: Formula?
    let targets: [TargetPlan]

    init(record: Int, by: [FieldRef], condition: Formula?, targets: [TargetPlan]) {
        self.record = record
        self.by = by
        self.condition = condition
        self.targets = targets
    }
}
