import Canonical
import Registry

extension PlanCompiler {
    /// Resolves `field` or `record.field` as seen from rows of `context`; -1 is the file itself.
    mutating func fieldRef(_ name: String, from context: Int, at place: Place) -> FieldRef? {
        if name == "@position" {
            return FieldRef(
                reach: .position, record: context, field: -1, reading: FieldReading(FieldFormat(kind: .integer)), label: name)
        }
        if name == "@line" {
            return FieldRef(
                reach: .line, record: context, field: -1, reading: FieldReading(FieldFormat(kind: .integer)), label: name)
        }
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2 {
            guard let record = record(parts[0], place) else { return nil }
            guard let field = definition.format.records[record].fieldIndex(parts[1]) else {
                complain(
                    place, "the record '\(parts[0])' has no field '\(parts[1])'",
                    Spelling.suggestion(for: parts[1], among: definition.format.records[record].fields.map(\.name)))
                noteMeant(by: parts[1], record)
                return nil
            }
            return ref(record, field, from: context, name, place)
        }
        // A bare name: the row's own record, then those it belongs to, then those below it.
        var next = context
        while next >= 0 {
            if let field = definition.format.records[next].fieldIndex(name) { return ref(next, field, from: context, name, place) }
            next = layout.records[next].parent
        }
        let known = context >= 0 ? definition.format.records[context].fields.map(\.name) : []
        complain(
            place, "there is no field '\(name)' in '\(context >= 0 ? layout.records[context].id : "the file")'",
            Spelling.suggestion(for: name, among: known))
        if context >= 0 { noteMeant(by: name, context) }
        return nil
    }

    /// What was misspelt in a mapping is read, once it is put right.
    private mutating func noteMeant(by name: String, _ record: Int) {
        let fields = definition.format.records[record].fields.map(\.name)
        if let meant = Spelling.meant(by: name, among: fields), let field = fields.firstIndex(of: meant) { noteRead(record, field) }
    }

    private mutating func ref(_ record: Int, _ field: Int, from context: Int, _ label: String, _ place: Place) -> FieldRef? {
        noteRead(record, field)
        let reach: FieldRef.Reach
        if layout.records[record].role == .file {
            reach = .file
        } else if context >= 0, layout.isAncestor(record, of: context) {
            reach = .upward
        } else if context >= 0, layout.isAncestor(context, of: record) {
            reach = .below
        } else {
            complain(
                place, "'\(label)' cannot be seen from '\(context >= 0 ? layout.records[context].id : "the file")'",
                "Only its own record, those it belongs to, those below it, and the file's header and trailer can")
            return nil
        }
        return FieldRef(reach: reach, record: record, field: field, reading: readings[record][field], label: label)
    }

    /// Records that can be counted or added up from a row: those below it, and its own kind.
    mutating func rows(_ id: String, from context: Int, at place: Place) -> Int? {
        guard let record = record(id, place) else { return nil }
        if record == context || (context >= 0 && layout.isAncestor(context, of: record)) { return record }
        complain(place, "'\(id)' is not below '\(context >= 0 ? layout.records[context].id : "the file")'")
        return nil
    }

    /// The formula, after a complaint where it puts things together that do not go together.
    mutating func unmixed(_ formula: Formula, at place: Place) -> Formula {
        if weakened != .looseDefinition, let problem = formula.mixture { complain(place, problem.text, problem.advice) }
        return formula
    }

    mutating func formula(_ expression: Expression, from context: Int, at place: Place) -> Formula? {
        func both(_ a: Expression, _ b: Expression, _ make: (Formula, Formula) -> Formula) -> Formula? {
            // Both are looked at, so that both may be complained of.
            let (left, right) = (formula(a, from: context, at: place), formula(b, from: context, at: place))
            guard let left, let right else { return nil }
            return unmixed(make(left, right))
        }
        func unmixed(_ formula: Formula) -> Formula { self.unmixed(formula, at: place) }
        switch expression {
        case .number(let digits):
            guard let number = Decimal64(digits) else {
                complain(place, "'\(digits)' is not a number")
                return nil
            }
            return .number(number)
        case .text(let text):
            return .text(ImmutableBytes(text))
        case .name(let name): return fieldRef(name, from: context, at: place).map { .field($0) }
        case .call(.present, let arguments):
            guard case .name(let name)? = arguments.first else {
                complain(place, "present() asks about a field")
                return nil
            }
            return fieldRef(name, from: context, at: place).map { .present($0) }
        case .call(.min, _), .call(.max, _), .call(.unique, _), .call(.every, _):
            complain(place, "min(), max(), unique() and every() look into lists of the canonical record, in checks")
            return nil
        case .call(.abs, let arguments): return formula(arguments[0], from: context, at: place).map { unmixed(.absolute($0)) }
        case .call(.round, let arguments):
            guard case .number(let digits) = arguments[1], let scale = UInt8(digits), scale <= 18 else {
                complain(place, "round() needs a number of digits from 0 to 18")
                return nil
            }
            return formula(arguments[0], from: context, at: place).map { unmixed(.rounded($0, scale)) }
        case .call(.count, let arguments):
            guard case .name(let id) = arguments[0], let record = rows(id, from: context, at: place) else { return nil }
            if arguments.count == 1 { return .count(record: record, nil) }
            return formula(arguments[1], from: record, at: place).map { .count(record: record, $0) }
        case .call(.sum, let arguments):
            guard case .name(let name) = arguments[0] else {
                complain(place, "sum() adds up a field, sum(item.amount), or an expression over records, sum(item, quantity * price)")
                return nil
            }
            let id = arguments.count == 2 ? name : String(name.prefix { $0 != "." })
            guard let record = rows(id, from: context, at: place) else { return nil }
            return formula(arguments.count == 2 ? arguments[1] : arguments[0], from: record, at: place).map {
                unmixed(.sum(record: record, $0))
            }
        case .arithmetic(let operation, let a, let b): return both(a, b) { .arithmetic(operation, $0, $1) }
        case .comparison(let comparison, let a, let b): return both(a, b) { .comparison(comparison, $0, $1) }
        case .and(let a, let b): return both(a, b) { .and($0, $1) }
        case .or(let a, let b): return both(a, b) { .or($0, $1) }
        case .not(let inner): return formula(inner, from: context, at: place).map { .not($0) }
        }
    }
}
