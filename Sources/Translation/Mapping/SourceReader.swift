import Canonical
import Registry

/// Reads the fields of a group as typed values: decoding, trimming, numbers, dates.
final class SourceReader {
    private let encoding: TextEncoding
    private let table: [UInt16]?
    /// XML and JSON readers hand over UTF-8 that was checked already.
    private let isChecked: Bool
    private let isEBCDIC: Bool
    let group: GroupBuffer
    let context: GroupBuffer
    let scratch = ScratchText()
    private var clock = ZoneClock()

    init(_ format: Format, group: GroupBuffer, context: GroupBuffer) {
        encoding = format.encoding
        isEBCDIC = format.encoding.isEBCDIC
        let isTree = format.kind == .xml
        table = isTree || format.kind == .json ? nil : SingleByteText.table(of: format.encoding)
        isChecked = isTree || format.encoding == .utf16
        self.group = group
        self.context = context
    }

    /// Where a reference leads from `row`: the buffer and row there, or `nil` where there is none.
    @inline(__always)
    func locate(_ ref: FieldRef, _ row: Int) -> (buffer: GroupBuffer, row: Int)? {
        switch ref.reach {
        case .upward:
            var at = row
            while at >= 0, group.rows[at].record != ref.record { at = group.rows[at].parent }
            return at >= 0 ? (group, at) : nil
        case .below:
            var at = row + 1
            while at < group.rows.count {
                if group.rows[at].record == ref.record, isBelow(at, row) { return (group, at) }
                at += 1
            }
            return nil
        case .file:
            let at = context.last(of: ref.record)
            return at >= 0 ? (context, at) : nil
        case .position, .line: return nil
        }
    }

    /// Whether `row` belongs, at whatever remove, to `ancestor`. Where several rows make one group, the first of them stands
    /// for all.
    @inline(__always)
    func isBelow(_ row: Int, _ ancestor: Int) -> Bool {
        var at = group.rows[row].parent
        while at >= 0 {
            if at == ancestor { return true }
            if ancestor == 0, group.rows[at].parent < 0, group.rows[at].record == group.rows[0].record { return true }
            at = group.rows[at].parent
        }
        return false
    }

    /// The field's raw bytes, trimmed where its layout pads; `nil` where nothing was said.
    func raw(_ ref: FieldRef, _ row: Int) -> UnsafeRawBufferPointer? {
        guard let (buffer, at) = locate(ref, row) else { return nil }
        return raw(buffer, at, ref.field, ref.reading)
    }

    /// Distance of the trimmed value's first byte from its row's.
    func shift(_ buffer: GroupBuffer, _ row: Int, _ ref: FieldRef) -> Int {
        let cell = buffer.cell(row, ref.field)
        guard cell.length > 0, let start = buffer.slice(cell).baseAddress, let value = raw(buffer, row, ref.field, ref.reading)?.baseAddress
        else { return cell.shift }
        return cell.shift + (value - start)
    }

    /// - Parameter zone: the time zone of a datetime that carries none; the field's own where `nil`.
    func value(_ ref: FieldRef, _ row: Int, zone: String? = nil) throws(FieldFault) -> Datum {
        guard let (buffer, at) = locate(ref, row) else { return .absent }
        do {
            return try value(ref, buffer, at, zone)
        } catch {
            throw placed(error, ref, row)
        }
    }

    /// The fault with where the field stands, and without what it holds where that is sensitive.
    func placed(_ fault: FieldFault, _ ref: FieldRef, _ row: Int) -> FieldFault {
        guard fault.place == nil, let (buffer, at) = locate(ref, row) else { return fault }
        var fault = fault
        if ref.reading.isSensitive { fault.found = "(redacted)" }
        fault.shift += shift(buffer, at, ref)
        fault.place = (at, buffer === context)
        fault.field = ref.label
        return fault
    }

    private func value(_ ref: FieldRef, _ buffer: GroupBuffer, _ at: Int, _ zone: String?) throws(FieldFault) -> Datum {
        let reading = ref.reading
        guard let bytes = raw(buffer, at, ref.field, reading) else {
            if reading.isRequired { throw FieldFault(rule: "required", expected: "a value", found: "nothing") }
            return .absent
        }
        guard reading.isNumber else { return try typed(bytes, reading, zone: zone) }
        let number = try number(bytes, reading)
        if let field = reading.signField, let negative = reading.negative,
            let sign = raw(buffer, at, field, FieldReading(FieldFormat()))
        {
            return .number(bytesEqual(sign, negative.bytes) ? number.negated : number)
        }
        if case .byte(let position, let negative) = reading.number.sign {
            let row = buffer.rows[at]
            if position <= row.rawLength, buffer.bytes.slice(row.rawStart + position - 1, 1)[0] == negative {
                return .number(number.negated)
            }
        }
        return .number(number)
    }

    /// Reads text as a type.
    func typed(_ bytes: UnsafeRawBufferPointer, _ reading: FieldReading, zone: String?) throws(FieldFault) -> Datum {
        switch reading.kind {
        case .text: return .text(try text(bytes))
        case .integer, .decimal: return .number(try number(bytes, reading))
        case .date:
            guard let moment = reading.pattern.read(try plain(bytes)) else { throw dateFault("date", bytes, reading) }
            return .date(moment.date)
        case .datetime:
            guard let moment = reading.pattern.read(try plain(bytes)) else { throw dateFault("datetime", bytes, reading) }
            if let offset = moment.offset {
                return .instant(
                    Instant(milliseconds: Int64(moment.date.days) * 86_400_000 + Int64(moment.milliseconds) - Int64(offset) * 60000))
            }
            let zone = zone ?? reading.zone
            guard let instant = clock.instant(moment.date, milliseconds: moment.milliseconds, zone: zone) else {
                throw FieldFault(rule: "zone", expected: "a time zone such as Europe/Berlin", found: "'\(zone)'")
            }
            return .instant(instant)
        }
    }

    private func number(_ bytes: UnsafeRawBufferPointer, _ reading: FieldReading) throws(FieldFault) -> Decimal64 {
        let number = try NumberReading.read(reading.number.isDisplay ? try plain(bytes) : bytes, reading.number, isEBCDIC: isEBCDIC)
        if reading.number.isWhole, number.scale > 0 {
            throw FieldFault(rule: "integer", expected: "a whole number", found: "'\(number)'")
        }
        return number
    }

    /// Text in UTF-8.
    private func text(_ bytes: UnsafeRawBufferPointer) throws(FieldFault) -> UnsafeRawBufferPointer {
        if !isEBCDIC, UTF8Check.isASCII(bytes) { return bytes }
        guard let table else {
            if !isChecked, let bad = UTF8Check.firstInvalid(bytes) {
                throw FieldFault(
                    rule: "encoding", expected: "valid \(encoding.rawValue)",
                    found: "the byte 0x\(String(bytes[bad], radix: 16, uppercase: true))",
                    advice: "Ask the sender for the declared encoding, or declare the one it uses", shift: bad)
            }
            return bytes
        }
        return try decode(bytes, table)
    }

    /// Bytes of a number or date as ASCII.
    private func plain(_ bytes: UnsafeRawBufferPointer) throws(FieldFault) -> UnsafeRawBufferPointer {
        guard isEBCDIC, let table else { return bytes }
        return try decode(bytes, table)
    }

    private func decode(_ bytes: UnsafeRawBufferPointer, _ table: [UInt16]) throws(FieldFault) -> UnsafeRawBufferPointer {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for (index, byte) in bytes.enumerated() {
            guard table[Int(byte)] != 0xFFFF, let scalar = Unicode.Scalar(table[Int(byte)]), let utf8 = UTF8.encode(scalar) else {
                throw FieldFault(
                    rule: "encoding", expected: "valid \(encoding.rawValue)",
                    found: "the byte 0x\(String(byte, radix: 16, uppercase: true))",
                    advice: "Ask the sender for the declared encoding, or declare the one it uses", shift: index)
            }
            text.append(contentsOf: utf8)
        }
        return scratch.keep(text)
    }

    private func raw(_ buffer: GroupBuffer, _ row: Int, _ field: Int, _ reading: FieldReading) -> UnsafeRawBufferPointer? {
        let cell = buffer.cell(row, field)
        guard cell.length > 0 else { return nil }
        var bytes = buffer.slice(cell)
        if reading.trims, !reading.number.isPacked {
            let space: UInt8 = isEBCDIC ? 0x40 : 0x20
            var (from, to) = (0, bytes.count)
            while from < to, bytes[from] == space || (bytes[from] <= 0x20 && space == 0x20) { from += 1 }
            while to > from, bytes[to - 1] == space || (bytes[to - 1] <= 0x20 && space == 0x20) { to -= 1 }
            bytes = UnsafeRawBufferPointer(rebasing: bytes[from..<to])
        }
        guard bytes.count > 0 else { return nil }
        for absent in reading.absent where bytesEqual(absent.bytes, bytes) { return nil }
        return bytes
    }

    private func dateFault(_ rule: String, _ bytes: UnsafeRawBufferPointer, _ reading: FieldReading) -> FieldFault {
        FieldFault(
            rule: rule,
            expected: reading.pattern.isISO && rule == "datetime"
                ? "a time such as 2026-11-23T14:03:11+01:00" : "a \(rule) as \(reading.pattern.text)",
            found: "'\(SingleByteText.decode(bytes.prefix(40), as: encoding).shortened(40))'")
    }
}
