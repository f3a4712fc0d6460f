import Canonical

/// Adds up what control totals need while rows go by, and compares with what the file states.
struct ControlKeeper {
    private let plan: Plan
    private let source: SourceReader
    private var totals: [Decimal64]
    /// Totals that ordinary records state, and where the last of them stood.
    private var stated: [(total: Decimal64, line: Int, offset: Int)?]
    private let isIdle: Bool

    init(_ plan: Plan, source: SourceReader) {
        self.plan = plan
        self.source = source
        totals = Array(repeating: .zero, count: plan.controls.count)
        stated = Array(repeating: nil, count: plan.controls.count)
        isIdle = !plan.controls.contains { $0.within == nil }
    }

    /// One row more.
    mutating func observe(_ buffer: GroupBuffer, _ row: Int) throws {
        guard !isIdle else { return }
        for (index, control) in plan.controls.enumerated() where control.within == nil {
            if let amount = amount(control, buffer, row), let sum = totals[index] + amount { totals[index] = sum }
            if control.isStatedInRows, buffer.rows[row].record == control.stated.record { note(index, control, buffer.rows[row], row) }
        }
    }

    private mutating func note(_ index: Int, _ control: ControlPlan, _ place: GroupBuffer.Row, _ row: Int) {
        guard let datum = try? source.value(control.stated, row), let number = try? FormulaEvaluator.number(datum),
            let sum = (stated[index]?.total ?? .zero) + number
        else { return }
        stated[index] = (sum, place.line, place.offset)
    }

    /// What this row adds to a control; `nil` for nothing.
    private func amount(_ control: ControlPlan, _ buffer: GroupBuffer, _ row: Int) -> Decimal64? {
        switch control.measure {
        case .count(let records): return records.contains(buffer.rows[row].record) ? Decimal64(1) : nil
        case .sum(let record, let ref):
            // A value that cannot be read is reported where it is mapped.
            guard buffer.rows[row].record == record, let datum = try? source.value(ref, row) else { return nil }
            return try? FormulaEvaluator.number(datum)
        }
    }

    /// Totals stated within a group.
    func groupFindings(_ group: GroupBuffer) throws -> [Finding] {
        plan.controls.compactMap { control in
            guard let within = control.within, group.rows.first?.record == within else { return nil }
            var total = Decimal64.zero
            for row in group.rows.indices { if let amount = amount(control, group, row), let sum = total + amount { total = sum } }
            return compare(control, total, row: 0, group: group)
        }
    }

    /// Totals stated by the file about itself, once it has been read to the end.
    func fileFindings() -> [Finding] {
        plan.controls.indices.compactMap { index in
            let control = plan.controls[index]
            guard control.within == nil else { return nil }
            guard control.isStatedInRows else { return compare(control, totals[index], row: 0, group: source.context) }
            guard let stated = stated[index], stated.total != totals[index] else { return nil }
            return mismatch(control, stated.total, totals[index], line: stated.line, offset: stated.offset)
        }
    }

    private func compare(_ control: ControlPlan, _ total: Decimal64, row: Int, group: GroupBuffer) -> Finding? {
        let place = source.locate(control.stated, row).map { $0.buffer.rows[$0.row] }
        let stated: Decimal64?
        do {
            stated = try FormulaEvaluator.number(try source.value(control.stated, row))
        } catch {
            return Finding(
                line: place?.line ?? 0, offset: place?.offset ?? -1, field: control.stated.label, rule: "control-total",
                expected: "a number: \(error.expected)", found: error.found,
                advice: "The total cannot be read; ask the sender for the file again")
        }
        guard stated != total else { return nil }
        // A missing trailer is reported as such.
        if stated == nil, place == nil { return nil }
        return mismatch(control, stated, total, line: place?.line ?? 0, offset: place?.offset ?? -1)
    }

    private func mismatch(_ control: ControlPlan, _ stated: Decimal64?, _ total: Decimal64, line: Int, offset: Int) -> Finding {
        Finding(
            line: line, offset: offset, field: control.stated.label, rule: "control-total",
            expected: "\(control.label) = \(stated.map(\.description) ?? "a stated total")", found: "\(total)",
            advice: "Records are missing or were added on the way; ask the sender for the file again")
    }
}
