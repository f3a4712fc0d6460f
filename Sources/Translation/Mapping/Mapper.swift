import Canonical
import Registry

/// Turns a group of source rows into one canonical record: canonical JSON bytes, key and scope.
///
/// Faults do not stop it at the first: an analyst sees all that is wrong with a record at once.
struct Mapper: ~Copyable {
    let plan: Plan
    let source: SourceReader
    var evaluator: FormulaEvaluator
    var findings: [Finding] = []
    var flags: RecordFlags = []
    var unknownCodes: [UnknownCode] = []
    /// What the record says about itself, known before anything is written.
    var entity: UnsafeRawBufferPointer = .init(start: nil, count: 0)
    var date: BusinessDate?
    var currency: Currency?
    /// The version it states of itself.
    private var order: Int64?
    private var location: UnsafeRawBufferPointer = .init(start: nil, count: 0)
    private var keyParts: [[UInt8]] = []
    private let keepsSpelling: Bool
    /// What is wrong with the condition of the map at hand.
    private var conditionFaults: [Finding] = []
    /// What the registers of the map at hand make of their values.
    var registers: [MapPlan.Register] = []
    /// What the record says in the fields that its identity is made of.
    private var said: [[UInt8]?] = []
    /// How often records with one identity have come in this file.
    private var identities: [String: Int] = [:]
    private var lastCurrency: (bytes: [UInt8], currency: Currency)?
    /// Laws that a test may have switched off: no NUL in texts, no look-alikes in keys, no day guessed from a time, codes
    /// of the shape their kind declares.
    let keepsTexts: Bool
    let keepsKeys: Bool
    let keepsDays: Bool
    let keepsShapes: Bool

    init(_ plan: Plan, group: GroupBuffer, context: GroupBuffer) {
        self.plan = plan
        keepsSpelling = plan.weakened == .keySpelling
        source = SourceReader(plan.definition.format, group: group, context: context)
        evaluator = FormulaEvaluator(source: source)
        keepsTexts = plan.weakened != .lowValues
        keepsKeys = plan.weakened != .lookAlike
        keepsDays = plan.weakened != .dateOfInstant
        keepsShapes = plan.weakened != .codeShape
    }

    /// Whether the map has anything to do with this group.
    mutating func concerns(_ map: MapPlan) throws -> Bool {
        conditionFaults.removeAll(keepingCapacity: true)
        guard source.group.rows.first?.record == map.root else { return false }
        guard let condition = map.condition else { return true }
        source.scratch.reset()
        findings.removeAll(keepingCapacity: true)
        do throws(FieldFault) {
            return try evaluator.holds(condition, 0)
        } catch {
            // Whether the record is wanted cannot be told: it is refused, not dropped.
            report(error, 0, "where", isSensitive: condition.isSensitive)
            conditionFaults = findings
            return true
        }
    }

    /// Appends the record to the batch, or a rejection with what is wrong with it.
    mutating func map(_ map: MapPlan, number: Int, into batch: inout RecordBatch, faults: [Finding]) {
        begin(map)
        let faults = faults + conditionFaults
        findings.append(contentsOf: faults)
        var bytes = batch.bytes
        batch.bytes = []
        let start = bytes.count
        if faults.isEmpty { write(map, &bytes) }
        // Where the record has another value in its place, only the key is made of it.
        if findings.isEmpty, let identity = map.identity, !map.writesIdentity { keyParts[identity.keyPart] = identify(identity) }
        if findings.isEmpty, let date {
            let body = start..<bytes.count
            let scope = scopeIndex(map.kind, &batch)
            for (index, part) in keyParts.enumerated() {
                if index > 0 { bytes.append(KeyEncoding.separator) }
                part.withUnsafeBytes { KeyEncoding.append((keepsSpelling ? .none : map.keyNormalisations[index]).apply($0), to: &bytes) }
            }
            let first = source.group.rows.first
            batch.entries.append(
                .init(
                    number: number, kind: map.kindIndex, scope: scope, date: date, key: body.upperBound..<bytes.count, body: body,
                    flags: flags, line: first?.line ?? 0, offset: first?.offset ?? -1, order: order))
            for code in unknownCodes { batch.unknownCodes[code, default: 0] += 1 }
        } else {
            bytes.removeSubrange(start...)
            batch.rejections.append(.init(number: number, findings: findings))
        }
        batch.bytes = bytes
    }

    private mutating func begin(_ map: MapPlan) {
        findings.removeAll(keepingCapacity: true)
        unknownCodes.removeAll(keepingCapacity: true)
        flags = []
        source.scratch.reset()
        (date, currency, order) = (nil, nil, nil)
        entity = .init(start: nil, count: 0)
        location = .init(start: nil, count: 0)
        evaluator.bucket.removeAll(keepingCapacity: true)
        evaluator.position = 0
        if keyParts.count != map.kind.key.count { keyParts = Array(repeating: [], count: map.kind.key.count) }
        for index in keyParts.indices { keyParts[index].removeAll(keepingCapacity: true) }
        if let identity = map.identity { said = Array(repeating: nil, count: identity.names.count) }
        registers = map.registers
        if evaluator.registers.count != registers.count {
            evaluator.registers = Array(repeating: .zero, count: registers.count)
            evaluator.isFed = Array(repeating: false, count: registers.count)
            evaluator.seen = Array(repeating: [], count: registers.count)
        } else {
            for index in registers.indices {
                evaluator.registers[index] = .zero
                evaluator.isFed[index] = false
                evaluator.seen[index].removeAll(keepingCapacity: true)
            }
        }
    }

    private mutating func write(_ map: MapPlan, _ bytes: inout [UInt8]) {
        if let target = map.entity, case .text(let text)? = early(target) { entity = text }
        if let target = map.anchor, case .date(let day)? = early(target) { date = day }
        // A code for the entity may hold from or to a day.
        if entity.count == 0 || !flags.isEmpty, let target = map.entity, case .text(let text)? = early(target) { entity = text }
        if let target = map.currency, case .text(let code)? = early(target) { currency = self.currency(code) }
        findings.removeAll(keepingCapacity: true)
        unknownCodes.removeAll(keepingCapacity: true)
        flags = []
        writeObject(map.targets, 0, &bytes)
        if !map.shared.isEmpty { checkShared(map) }
        guard findings.isEmpty else { return }
        for check in map.checks { run(check) }
    }

    /// A value that the record has once is said once: no row of its group may say another.
    private mutating func checkShared(_ map: MapPlan) {
        if plan.weakened == .firstOfSeveral { return }
        for ref in map.shared {
            let first = source.raw(ref, 0)
            for row in source.group.rows.indices.dropFirst() where source.group.rows[row].record == map.root {
                // A later row may leave out what the first one said, and no more.
                guard let other = source.raw(ref, row) else { continue }
                if let first, bytesEqual(first, other) { continue }
                report(
                    FieldFault(
                        rule: "repeated-field", expected: "one '\(ref.label)' in all rows of the group",
                        found: "another than on line \(source.group.rows[0].line)",
                        advice: "Ask the sender which is meant; say 'take: first' at the field if the first row's counts"),
                    row, ref.label, isSensitive: ref.reading.isSensitive)
                break
            }
        }
    }

    private mutating func early(_ target: TargetPlan) -> Datum? {
        guard case .scalar(let value) = target.content else { return nil }
        do throws(FieldFault) {
            return try convert(try evaluate(value, 0), target)
        } catch {
            return nil
        }
    }

    private mutating func run(_ check: MapPlan.Check) {
        do throws(FieldFault) {
            if let condition = check.condition, try !evaluator.holds(condition, 0) { return }
            // What cannot be compared has failed.
            let lacking = check.values.first { $0.isScalar && !evaluator.isFed[$0.register] }
            if lacking == nil, try evaluator.holds(check.formula, 0) { return }
            if lacking != nil, plan.weakened == .missingTotal { return }
        } catch {
            return report(error, 0, check.text, isSensitive: false)
        }
        if check.failure == .warning {
            flags.insert(.checkWarning)
            return
        }
        var found: [String] = []
        for value in check.values {
            found.append(
                "\(value.name) = \(value.isScalar && !evaluator.isFed[value.register] ? "nothing" : "\(evaluator.registers[value.register])")"
            )
        }
        for ref in check.formula.fields where !ref.reading.isSensitive {
            if let raw = source.raw(ref, 0) { found.append("\(ref.label) = '\(String(decoding: raw, as: UTF8.self).shortened(40))'") }
        }
        var finding = finding(
            at: (0, false), field: "", rule: "check", expected: check.text,
            found: found.isEmpty ? "that it does not hold" : found.joined(separator: ", "))
        finding.class = check.failure == .technicalException ? .technical : .business
        finding.advice = check.advice ?? "Compare the record with the till's own receipt; correct it at the source and send it again"
        findings.append(finding)
    }

    // MARK: - what the record says about itself

    /// Called for every top-level field once it is converted.
    mutating func remember(_ target: TargetPlan, _ datum: Datum) {
        if target.role == .location, case .text(let text) = datum { location = text }
        if target.role == .entity, case .text(let text) = datum { entity = text }
        if target.role == .anchor, case .date(let day) = datum { date = day }
        if target.isOrder { order = datum.order }
        if target.keyPart >= 0 { datum.write(to: &keyParts[target.keyPart]) }
        if target.identityPart >= 0 {
            var text: [UInt8] = []
            datum.write(to: &text)
            said[target.identityPart] = text
        }
    }

    /// What tells the record from others, made of what it says; and which one of several that say the same this is.
    mutating func identify(_ made: MapPlan.Identity) -> [UInt8] {
        var identity = RecordIdentity()
        for (name, value) in zip(made.names, said) { identity.add(name, value) }
        let code = identity.code
        let number = identities[code, default: 0] + 1
        identities[code] = number
        // Such records may well come; so may one that was copied on its way.
        if number > 1 { flags.insert(.repeatedRow) }
        let part = Array(RecordIdentity.code(code, number: number).utf8)
        keyParts[made.keyPart] = part
        return part
    }

    private mutating func currency(_ code: UnsafeRawBufferPointer) -> Currency? {
        if let last = lastCurrency, last.bytes.withUnsafeBytes({ bytesEqual($0, code) }) { return last.currency }
        guard let currency = Currency(String(decoding: code, as: UTF8.self)) else { return nil }
        lastCurrency = (Array(code), currency)
        return currency
    }

    private func scopeIndex(_ kind: Kind, _ batch: inout RecordBatch) -> Int {
        // Neighbours nearly always share their scope: look from the end.
        var at = batch.scopes.count - 1
        while at >= 0 {
            if isScope(batch.scopes[at], kind) { return at }
            at -= 1
        }
        batch.scopes.append(
            Scope(
                kind: kind.name, entity: String(decoding: entity, as: UTF8.self),
                location: kind.hasLocation && location.count > 0 ? String(decoding: location, as: UTF8.self) : Kind.everywhere))
        return batch.scopes.count - 1
    }

    private func isScope(_ scope: Scope, _ kind: Kind) -> Bool {
        guard scope.kind == kind.name, scope.entity.utf8.elementsEqual(entity) else { return false }
        guard kind.hasLocation, location.count > 0 else { return scope.location == Kind.everywhere }
        return scope.location.utf8.elementsEqual(location)
    }
}
