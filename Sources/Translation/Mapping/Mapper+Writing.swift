import Canonical
import Registry

extension Mapper {
    /// Writes an object with its fields in declared order; fields that say nothing are left out.
    mutating func writeObject(_ targets: [TargetPlan], _ row: Int, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for target in targets {
            let mark = bytes.count
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: target.opening.bytes)
            if write(target, row, &bytes) { isFirst = false } else { bytes.removeLast(bytes.count - mark) }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Whether anything was written.
    private mutating func write(_ target: TargetPlan, _ row: Int, _ bytes: inout [UInt8]) -> Bool {
        let wrote: Bool
        switch target.content {
        case .scalar(let value): return writeScalar(target, value, row, &bytes)
        case .object(let targets):
            let mark = bytes.count
            writeObject(targets, row, &bytes)
            wrote = bytes.count - mark > 2
        case .lists(let lists): wrote = writeLists(target, lists, row, &bytes)
        case .nothing: wrote = writeIdentity(target, &bytes)
        }
        if !wrote, target.isRequired { reportMissing(target, row, target.path) }
        return wrote
    }

    /// Whether the field is what tells the record from others.
    private mutating func writeIdentity(_ target: TargetPlan, _ bytes: inout [UInt8]) -> Bool {
        guard let identity = target.made else { return false }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: identify(identity))
        bytes.append(UInt8(ascii: "\""))
        return true
    }

    private mutating func writeScalar(_ target: TargetPlan, _ value: ValuePlan, _ row: Int, _ bytes: inout [UInt8]) -> Bool {
        do throws(FieldFault) {
            let datum = try convert(try evaluate(value, row), target)
            if datum.isAbsent {
                if writeIdentity(target, &bytes) { return true }
                if target.isRequired { reportMissing(target, row, value.label) }
                return false
            }
            if keepsShapes, let shape = target.shape { try inspect(datum, shape, target.path, isSensitive: target.isSensitive) }
            if target.isRemembered { remember(target, datum) }
            for register in target.registers { try feed(register, datum, target, &bytes) }
            write(datum, &bytes, isBare: target.isBare)
            return true
        } catch {
            report(value.soleField.map { source.placed(error, $0, row) } ?? error, row, value.label, isSensitive: target.isSensitive)
            return false
        }
    }

    private mutating func write(_ datum: Datum, _ bytes: inout [UInt8], isBare: Bool) {
        if !isBare { bytes.append(UInt8(ascii: "\"")) }
        if !isBare, case .text(let text) = datum { JSONEscaping.append(text, to: &bytes) } else { datum.write(to: &bytes) }
        if !isBare { bytes.append(UInt8(ascii: "\"")) }
    }

    private mutating func feed(_ register: Int, _ datum: Datum, _ target: TargetPlan, _ bytes: inout [UInt8]) throws(FieldFault) {
        defer { evaluator.isFed[register] = true }
        if registers[register] == .repeats {
            // Compared as they are written; the bytes are taken back at once.
            let mark = bytes.count
            write(datum, &bytes, isBare: true)
            var print = Fingerprint()
            bytes.withUnsafeBytes { print.add(UnsafeRawBufferPointer(rebasing: $0[mark...])) }
            bytes.removeLast(bytes.count - mark)
            if evaluator.seen[register].contains(print.value) {
                evaluator.registers[register] = (evaluator.registers[register] + Decimal64(1)) ?? evaluator.registers[register]
            } else {
                evaluator.seen[register].append(print.value)
            }
            return
        }
        guard case .number(var number) = datum else { return }
        if case .money = target.form, let currency { number = Decimal64(mantissa: number.mantissa, scale: currency.minorDigits) }
        let known = evaluator.registers[register]
        switch registers[register] {
        case .least: if !evaluator.isFed[register] || number < known { evaluator.registers[register] = number }
        case .most: if !evaluator.isFed[register] || known < number { evaluator.registers[register] = number }
        case .element: evaluator.registers[register] = number
        case .sum, .count, .repeats, .failures:
            guard let sum = known + number else { throw FieldFault(rule: "range", expected: "a sum of at most 18 digits", found: "more") }
            evaluator.registers[register] = sum
        }
    }

    // MARK: - lists

    /// Counts the rules that the element at hand breaks, and lets its values go.
    private mutating func check(_ rules: [MapPlan.ElementRule], _ row: Int) {
        for rule in rules {
            do throws(FieldFault) {
                if try !evaluator.holds(rule.formula, row) {
                    evaluator.registers[rule.failures] = (evaluator.registers[rule.failures] + Decimal64(1)) ?? Decimal64(1)
                }
            } catch {
                report(error, row, "every", isSensitive: false)
            }
            evaluator.isFed[rule.failures] = true
        }
        for rule in rules {
            for value in rule.values {
                evaluator.registers[value] = .zero
                evaluator.isFed[value] = false
            }
        }
    }

    private mutating func writeLists(_ target: TargetPlan, _ lists: [ListPlan], _ row: Int, _ bytes: inout [UInt8]) -> Bool {
        bytes.append(UInt8(ascii: "["))
        var count = 0
        for list in lists {
            for at in source.group.rows.indices where source.group.rows[at].record == list.record && belongs(at, list, row) {
                if let condition = list.condition, !holds(condition, at) { continue }
                if !list.by.isEmpty, !gather(list, at, row) { continue }
                count += 1
                evaluator.position = count
                if count > 1 { bytes.append(UInt8(ascii: ",")) }
                writeObject(list.targets, at, &bytes)
                if !target.rules.isEmpty { check(target.rules, at) }
                evaluator.bucket.removeAll(keepingCapacity: true)
            }
        }
        evaluator.position = 0
        for register in target.registers where registers[register] == .count {
            evaluator.registers[register] = Decimal64(Int64(count))
            evaluator.isFed[register] = count > 0
        }
        bytes.append(UInt8(ascii: "]"))
        return count > 0
    }

    /// A record is an element if it stands below the row, or is of the row's own kind in its group.
    private func belongs(_ at: Int, _ list: ListPlan, _ row: Int) -> Bool {
        source.group.rows[row].record == list.record || source.isBelow(at, row)
    }

    /// Puts all rows with this row's values of `by` into the bucket; `false` if an earlier row did.
    private mutating func gather(_ list: ListPlan, _ at: Int, _ row: Int) -> Bool {
        evaluator.bucket.removeAll(keepingCapacity: true)
        for other in source.group.rows.indices where source.group.rows[other].record == list.record && belongs(other, list, row) {
            guard agree(list.by, at, other) else { continue }
            if let condition = list.condition, !holds(condition, other) { continue }
            if other < at {
                evaluator.bucket.removeAll(keepingCapacity: true)
                return false
            }
            evaluator.bucket.append(other)
        }
        return true
    }

    private func agree(_ refs: [FieldRef], _ a: Int, _ b: Int) -> Bool {
        if a == b { return true }
        for ref in refs {
            switch (source.raw(ref, a), source.raw(ref, b)) {
            case (nil, nil): continue
            case (let x?, let y?): if !bytesEqual(x, y) { return false }
            default: return false
            }
        }
        return true
    }

    private mutating func holds(_ formula: Formula, _ row: Int) -> Bool {
        do throws(FieldFault) {
            return try evaluator.holds(formula, row)
        } catch {
            report(error, row, "where", isSensitive: formula.isSensitive)
            return false
        }
    }

    // MARK: - findings

    mutating func reportMissing(_ target: TargetPlan, _ row: Int, _ label: String) {
        report(FieldFault(rule: "required", expected: "a value for '\(target.path)'", found: "nothing"), row, label, isSensitive: false)
    }

    mutating func report(_ fault: FieldFault, _ row: Int, _ label: String, isSensitive: Bool) {
        guard findings.count < 20 else { return }
        var finding = finding(
            at: fault.place ?? (row, false), field: fault.field ?? label, rule: fault.rule, expected: fault.expected, found: fault.found)
        if isSensitive { finding.found = "(redacted)" }
        if finding.offset >= 0 { finding.offset += fault.shift }
        // A value that several fields need is reported once.
        if findings.contains(where: {
            $0.line == finding.line && $0.offset == finding.offset && $0.field == finding.field && $0.rule == finding.rule
                && $0.found == finding.found
        }) {
            return
        }
        finding.advice = fault.advice.isEmpty ? "Correct the value at the source and send the record again" : fault.advice
        findings.append(finding)
    }

    func finding(at place: (row: Int, isOfFile: Bool), field: String, rule: String, expected: String, found: String) -> Finding {
        let buffer = place.isOfFile ? source.context : source.group
        let row = place.row < buffer.rows.count ? buffer.rows[place.row] : nil
        return Finding(
            line: row?.line ?? 0, offset: row?.offset ?? -1, field: field, rule: rule, expected: expected, found: found,
            raw: row.map { RowText.show($0, buffer, plan) } ?? "")
    }
}
