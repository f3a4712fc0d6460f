import Canonical

/// Adds up what control totals need while rows go by, and compares with what the file states. What cannot be compared has
/// failed.
struct ControlKeeper {
    /// What a control knows of the rows that went by.
    private struct Running {
        var totals: [Decimal64]
        /// Totals that ordinary records state, added up, and where the last of them stood.
        var stated: (total: Decimal64, line: Int, offset: Int)?
        /// The first value that could not be read or added.
        var fault: (fault: FieldFault, line: Int, offset: Int)?
    }

    private let plan: Plan
    private let source: SourceReader
    private var running: [Running]
    private let isIdle: Bool

    init(_ plan: Plan, source: SourceReader) {
        self.plan = plan
        self.source = source
        running = plan.controls.map { Running(totals: Array(repeating: .zero, count: $0.measures.count)) }
        isIdle = !plan.controls.contains { $0.within == nil }
    }

    /// One row more.
    mutating func observe(_ buffer: GroupBuffer, _ row: Int) throws {
        guard !isIdle else { return }
        for (index, control) in plan.controls.enumerated() where control.within == nil {
            do throws(FieldFault) {
                for (at, measure) in control.measures.enumerated() {
                    guard let amount = try amount(measure, buffer, row) else { continue }
                    running[index].totals[at] = try sum(running[index].totals[at], amount)
                }
                guard case .stated(let ref, isStatedInRows: true) = control.comparison, buffer.rows[row].record == ref.record,
                    let number = try FormulaEvaluator.number(try source.value(ref, row))
                else { continue }
                let place = buffer.rows[row]
                running[index].stated = (try sum(running[index].stated?.total ?? .zero, number), place.line, place.offset)
            } catch {
                if running[index].fault == nil { running[index].fault = (error, buffer.rows[row].line, buffer.rows[row].offset) }
            }
        }
    }

    private func sum(_ a: Decimal64, _ b: Decimal64) throws(FieldFault) -> Decimal64 {
        guard let sum = a + b else { throw FieldFault(rule: "range", expected: "a sum of at most 18 digits", found: "more") }
        return sum
    }

    /// What this row adds to a measure; `nil` for nothing.
    private func amount(_ measure: ControlPlan.Measure, _ buffer: GroupBuffer, _ row: Int) throws(FieldFault) -> Decimal64? {
        switch measure {
        case .count(let records): return records.contains(buffer.rows[row].record) ? Decimal64(1) : nil
        case .sum(let record, let term):
            guard buffer.rows[row].record == record else { return nil }
            // A plain field is read where it stands, which may be the file's own record.
            if case .field(let ref) = term, buffer === source.context || ref.reach == .file {
                return try FormulaEvaluator.number(try source.value(ref, row))
            }
            return try FormulaEvaluator.number(try FormulaEvaluator(source: source).value(term, row))
        case .countWhere(let record, let condition):
            guard buffer.rows[row].record == record else { return nil }
            return try FormulaEvaluator(source: source).holds(condition, row) ? Decimal64(1) : nil
        }
    }

    /// Totals and rules within a group.
    func groupFindings(_ group: GroupBuffer) throws -> [Finding] {
        plan.controls.compactMap { control in
            guard let within = control.within, group.rows.first?.record == within else { return nil }
            do throws(FieldFault) {
                switch control.comparison {
                case .rule(let rule): return try check(control, rule, FormulaEvaluator(source: source), at: group.rows[0])
                case .stated(let ref, _):
                    var total = Decimal64.zero
                    for row in group.rows.indices {
                        if let amount = try amount(control.measures[0], group, row) { total = try sum(total, amount) }
                    }
                    return try compare(control, ref, total)
                }
            } catch {
                return notComparable(control, error, group.rows[0].line, group.rows[0].offset)
            }
        }
    }

    /// Totals and rules of the file, once it has been read to the end.
    ///
    /// - Parameter counts: how many rows of each record there were.
    func fileFindings(_ counts: [Int]) -> [Finding] {
        // In a file without a single record there is nothing to compare; that is said elsewhere.
        guard counts.contains(where: { $0 > 0 }) else { return [] }
        return plan.controls.indices.compactMap { index in
            let control = plan.controls[index]
            guard control.within == nil else { return nil }
            let seen = running[index]
            if let (fault, line, offset) = seen.fault { return notComparable(control, fault, line, offset) }
            do throws(FieldFault) {
                switch control.comparison {
                case .rule(let rule):
                    var evaluator = FormulaEvaluator(source: source)
                    evaluator.registers = seen.totals
                    return try check(control, rule, evaluator, at: nil)
                case .stated(let ref, isStatedInRows: true):
                    guard let stated = seen.stated else { return missing(control, ref.label) }
                    return stated.total == seen.totals[0]
                        ? nil : mismatch(control, ref, stated.total, seen.totals[0], stated.line, stated.offset)
                case .stated(let ref, isStatedInRows: false):
                    let record = plan.layout.records[ref.record]
                    // A missing trailer is reported as such where the definition counts them.
                    if counts[ref.record] == 0, record.minimum > 0 { return nil }
                    if counts[ref.record] > 1, record.maximum == nil {
                        return finding(
                            control, 0, -1, ref.label, expected: "one '\(record.id)' that states it", found: "\(counts[ref.record])")
                    }
                    return try compare(control, ref, seen.totals[0])
                }
            } catch {
                return notComparable(control, error, 0, -1)
            }
        }
    }

    private func compare(_ control: ControlPlan, _ ref: FieldRef, _ total: Decimal64) throws(FieldFault) -> Finding? {
        let place = source.locate(ref, 0).map { $0.buffer.rows[$0.row] }
        let stated: Decimal64?
        do throws(FieldFault) {
            stated = try FormulaEvaluator.number(try source.value(ref, 0))
        } catch {
            return notComparable(control, error, place?.line ?? 0, place?.offset ?? -1)
        }
        guard let stated else { return missing(control, ref.label, place) }
        return stated == total ? nil : mismatch(control, ref, stated, total, place?.line ?? 0, place?.offset ?? -1)
    }

    private func check(
        _ control: ControlPlan, _ rule: Formula, _ evaluator: consuming FormulaEvaluator, at place: GroupBuffer.Row?
    ) throws(FieldFault) -> Finding? {
        for ref in rule.stated where source.raw(ref, 0) == nil { return missing(control, ref.label, place) }
        if try evaluator.holds(rule, 0) { return nil }
        var found: [String] = []
        for ref in rule.stated {
            if ref.reading.isSensitive { continue }
            if let number = try FormulaEvaluator.number(try source.value(ref, 0)) { found.append("\(ref.label) = \(number)") }
        }
        for (index, total) in evaluator.registers.enumerated() where index < control.measures.count {
            found.append("\(label(control, index)) = \(total)")
        }
        return finding(
            control, place?.line ?? 0, place?.offset ?? -1, "", expected: control.label,
            found: found.isEmpty ? "that it does not hold" : found.joined(separator: ", "))
    }

    private func label(_ control: ControlPlan, _ index: Int) -> String {
        switch control.measures[index] {
        case .count(let records): "count(\(records.sorted().map { plan.layout.records[$0].id }.joined(separator: ", ")))"
        case .sum(let record, let term): "sum(\(term.fields.first?.label ?? plan.layout.records[record].id))"
        case .countWhere(let record, _): "count(\(plan.layout.records[record].id))"
        }
    }

    // MARK: - findings

    private func mismatch(_ control: ControlPlan, _ ref: FieldRef, _ stated: Decimal64, _ total: Decimal64, _ line: Int, _ offset: Int)
        -> Finding
    {
        finding(
            control, line, offset, ref.label, expected: "\(control.label) = \(stated)", found: "\(total)",
            advice: "Records are missing or were added on the way; ask the sender for the file again")
    }

    private func missing(_ control: ControlPlan, _ label: String, _ place: GroupBuffer.Row? = nil) -> Finding? {
        if plan.weakened == .missingTotal { return nil }
        return finding(
            control, place?.line ?? 0, place?.offset ?? -1, label, expected: "a stated total, to compare with '\(control.label)'",
            found: "none", advice: "The file may be cut off; ask the sender for one with its total")
    }

    private func notComparable(_ control: ControlPlan, _ fault: FieldFault, _ line: Int, _ offset: Int) -> Finding? {
        if plan.weakened == .missingTotal { return nil }
        return finding(
            control, line, offset, fault.field ?? "", expected: "\(fault.expected), to compare '\(control.label)'", found: fault.found,
            advice: "What cannot be compared has failed; correct the value at the source and send the file again")
    }

    private func finding(
        _ control: ControlPlan, _ line: Int, _ offset: Int, _ field: String, expected: String, found: String,
        advice: String = "Ask the sender how the two came about, and for a file in which they agree"
    ) -> Finding {
        var finding = Finding(
            line: line, offset: offset, field: field, rule: "control-total", expected: expected, found: found,
            class: control.chosenClass ?? .technical, advice: control.advice ?? advice)
        finding.hasChosenClass = control.chosenClass != nil
        return finding
    }
}

extension Formula {
    /// Fields that the rule compares as they stand, not under a sum, and that may not be missing.
    fileprivate var stated: [FieldRef] {
        switch self {
        case .field(let ref): ref.reach == .position || ref.reach == .line ? [] : [ref]
        case .absolute(let a), .rounded(let a, _), .not(let a): a.stated
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b): a.stated + b.stated
        default: []
        }
    }
}
