import Canonical

extension RecordBatch {
    /// A day that tests trade on.
    package static let sampleDay = BusinessDate(days: 20_780)

    /// `count` sales of one store and day, numbered from `first`; their keys follow from the numbers,
    /// so that two samples with the same arguments are the same content.
    ///
    /// - Parameters:
    ///   - total: part of every body: another total is other content under the same keys.
    ///   - padding: bytes added to every body, for measurements.
    package static func sample(
        first: Int = 1, count: Int, location: String = "0114", date: BusinessDate = sampleDay,
        total: Int = 100, padding: Int = 0, flags: RecordFlags = [], kind: Kind = .saleForTests
    ) -> RecordBatch {
        var batch = RecordBatch(kinds: [kind])
        batch.first = first
        for number in first..<(first + count) {
            batch.addSale(
                number: number, location: location, date: date, total: total, padding: padding,
                flags: flags)
        }
        return batch
    }

    /// Appends a sale as the next record. `ticket` is what its key ends in; its number where `nil`. `order` is the version that
    /// it states of itself, and part of its body.
    package mutating func addSale(
        number: Int? = nil, ticket: Int? = nil, entity: String = "1000", location: String = "0114",
        date: BusinessDate = sampleDay, total: Int = 100, padding: Int = 0, flags: RecordFlags = [],
        order: Int64? = nil
    ) {
        let number = number ?? last + 1
        let scope = Scope(kind: kinds[0].name, entity: entity, location: location)
        if scopes.last != scope, !scopes.contains(scope) { scopes.append(scope) }
        let keyStart = bytes.count
        date.write(to: &bytes)
        bytes.append(":3:")
        bytes.appendDigits(ticket ?? number, width: 8)
        let bodyStart = bytes.count
        bytes.append("{\"total\":")
        bytes.append(contentsOf: String(total).utf8)
        bytes.append(",\"number\":\"")
        bytes.append(contentsOf: String(ticket ?? number).utf8)
        if let order {
            bytes.append("\",\"order\":\"")
            bytes.append(contentsOf: String(order).utf8)
        }
        bytes.append("\",\"note\":\"")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: padding))
        bytes.append("\"}")
        entries.append(
            Entry(
                number: number, kind: 0, scope: scopes.firstIndex(of: scope) ?? 0, date: date,
                key: keyStart..<bodyStart, body: bodyStart..<bytes.count, flags: flags,
                line: number + 1, offset: number * 100, order: order))
    }

    /// Appends a record that could not be translated, as the next one.
    package mutating func addRejection(rule: String = "date") {
        let number = last + 1
        rejections.append(
            Rejection(
                number: number,
                findings: [
                    Finding(
                        record: number, line: number + 1, offset: number * 100, field: "businessDate",
                        rule: rule, expected: "a date as yyyyMMdd", found: "2026AB01", raw: "raw line")
                ]))
    }
}
