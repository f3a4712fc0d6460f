import Canonical
import CrossdockTesting
import Testing
import Translation

/// Each law that keeps bytes from being lost in silence, switched off in one build: the conservation tests would notice.
@Suite struct WeakenedReaderTests {
    static let csv = "type: delimited\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: "
    static let fixed = "type: fixed-width\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: "
    static let fields = "[{name: id}, {name: code}, {name: amount, type: decimal}]"
    static let rows = "id,code,amount\na,x,1.50\nb,y,2.25\nc,z,-3\n"

    static let cases: [Weakening: WeakenedCase] = [
        .restOfRecord: .init(
            fixed + "[{name: id, at: 1, length: 3}, {name: code, at: 4, length: 2}, {name: amount, at: 6, length: 6, type: decimal}]",
            "001aa  1.50\n002bb  2.25\n003cc  3.00\n", [.glue]),
        .shortRecord: .init(
            fixed + "[{name: id, at: 1, length: 3}, {name: code, at: 4, length: 2}, {name: amount, at: 6, length: 6, type: decimal}]",
            "001aa012.50\n002bb002.25\n003cc013.75\n", [.cut, .drop]),
        .missingColumn: .init(csv + fields, rows, [.drop]),
        .undeclaredColumn: .init(csv + "[{name: id}, {name: code}, {name: amount, type: decimal, optional: true}]", rows, [.rename]),
        .strangeElement: .init(
            "type: xml\nrecords:\n  - {id: row, path: R/S, begins: group}\nfields:\n  row: [{name: id, path: A}, {name: code, path: B}, {name: amount, path: C, type: decimal}]",
            "<R><S><A>a</A><B>x</B><C>1</C></S><S><A>b</A><B>y</B><C>2</C></S><S><A>c</A><B>z</B><C>3</C></S></R>", [.rename, .letters]),
        .brokenQuote: .init(csv + fields, "id,code,amount\n\"a\",\"x\",1.50\n\"b\",\"y y\",2.25\n\"c\",\"z\",-3\n", [.insert]),
        .secondHeader: .init(csv + "[{name: id}, {name: code}, {name: amount}]", "id,code,amount\na,x,\nb,y,\n", [.glue, .insert])
            .with { $0.amount = "{value: \"1\"}" },
        .firstOfSeveral: .init(
            "type: xml\nrecords:\n  - {id: row, path: R/S, begins: group}\nfields:\n  row: [{name: id, path: A}, {name: code, path: B}, {name: amount, path: C, type: decimal}]",
            "<R><S><A>a</A><B>x</B><C>1</C></S><S><A>b</A><B>y</B><C>2</C></S><S><A>c</A><B>z</B><C>3</C></S></R>", [.rename, .reorder]),
        .doubleKey: .init(
            "type: json\nrecords:\n  - {id: row, path: ., begins: group}\nfields:\n  row: [{name: id}, {name: code, take: first}, {name: amount, type: decimal, take: first}]",
            "[{\"id\":\"a\",\"code\":\"x\",\"amount\":1.5},\n{\"id\":\"b\",\"code\":\"y\",\"amount\":2.25}]\n",
            [.rename, .reorder, .double]),
        .unknownSign: .init(
            csv + "[{name: id}, {name: code}, {name: amount, type: decimal, sign: {field: s, positive: P, negative: N}}, {name: s}]",
            "id,code,amount,s\na,x,1.50,P\nb,y,2.25,N\nc,z,3.00,P\n", [.sign]),
        .badDigit: .init(
            fixed
                + "[{name: id, at: 1, length: 3}, {name: code, at: 4, length: 2}, {name: amount, at: 6, length: 4, type: decimal, digits: zoned, scale: 2}]",
            "001aa0150\n002bb022E\n003cc130}\n", [.insert]),
        .lowValues: .init(csv + fields, rows, [.insert]),
        .lookAlike: .init(csv + fields, rows, [.insert]),
        .dateOfInstant: .init(
            csv + "[{name: id}, {name: code}, {name: amount, type: decimal}, {name: day, type: date}]",
            "id,code,amount,day\na,2026-01-05T23:30:00-05:00,1,2026-01-06\nb,2026-01-04T23:30:00-05:00,2,2026-01-06\n", [.swap]
        )
        .with { $0.day = "{from: day}" },
        .codeShape: .init(
            csv + "[{name: id}, {name: code, shape: {means: a GTIN, check: gtin, else: warning}}, {name: amount, type: decimal}]",
            "id,code,amount\na,4006381333931,1\nb,2000001000113,2\n", [.drop, .insert]),
        .repeatedKey: .init(
            "type: delimited\nrecords:\n  - {id: row, begins: group, by: [id]}\nfields:\n  row: \(fields)",
            "id,code,amount\na,x,1\na,x,2\nb,x,4\nb,x,8\nc,x,16\n", [.reorder, .double]
        )
        .with { $0.amount = "{sum: amount}" },
        .missingTotal: .init(
            csv + "[{name: id, required: true}, {name: code}, {name: amount, type: decimal}, {name: total, type: decimal}]",
            "id,code,amount,total\nt,,,6\na,x,1,\nb,y,2,\nc,z,3,\n", [.drop]
        )
        .with { $0.top = "controls:\n  - {sum: row.amount, equals: row.total}" },
        .passedOver: .init(csv + fields, rows.replacing("-3", with: "3"), [.sign])
            .with { $0.map = "  where: amount > 0" },
    ]

    /// Laws of other floors: their own tests switch them off.
    static let elsewhere: Set<Weakening> = [
        .restSchema, .looseDefinition, .brokenFile, .unmatchedName, .goneAfterCopy, .clearedUnread, .arrivalOrder, .onceCurrent,
        .lookingWrites, .safetyMovesForward, .readableByOthers, .keySpelling,
    ]

    @Test func everyLawOfReadingHasACase() {
        #expect(Weakening.allCases.filter { !Self.elsewhere.contains($0) && Self.cases[$0] == nil } == [])
    }

    /// Some mutation is told of by the product as it is, and not by the one that keeps the law no longer.
    @Test(arguments: cases.keys.sorted { $0.rawValue < $1.rawValue })
    func aWeakenedReaderIsNoticed(_ law: Weakening) throws {
        let one = try #require(Self.cases[law])
        let contract = try one.contract()
        let weakened = try Plan(contract.definition, library: contract.library, weakened: law)
        let rounds = 200
        let strict = try ConservationTrial(ConservationSeam(contract.plan, file: "strict"), one.payload).run(
            rounds: rounds, seed: 7, kinds: one.kinds)
        let loose = try ConservationTrial(ConservationSeam(weakened, file: "weakened"), one.payload).run(
            rounds: rounds, seed: 7, kinds: one.kinds)
        let known = Set(strict.silent.map(\.mutation.bytes))
        let noticed = loose.silent.first { !known.contains($0.mutation.bytes) }
        #expect(noticed != nil, "the tests would not notice: \(strict.tried) tried\n\(loose.table)")
        if let noticed { print("\(law.rawValue): \(noticed.mutation.what)") }
    }
}
