import Canonical
import Testing

@testable import Ownership

/// The table of the cutover guard, row by row. D is the boundary; A, B and C are the outgoing, the
/// incoming and any other writer.
@Suite struct DecisionTests {
    static let boundary = BusinessDate(days: 20_700)
    static let before = boundary.adding(days: -1)
    static let after = boundary
    static let today = boundary.adding(days: 30)

    static func cell(_ phase: Phase, watermark: BusinessDate? = nil) -> Cell {
        let scope = Scope(kind: "sale", entity: "1000", location: "0114")
        let first = Epoch(number: 1, from: nil, writer: "A")
        let second = Epoch(number: 2, from: boundary, writer: "B")
        switch phase {
        case .legacy:
            return Cell(scope: scope, domain: "revenue", outgoing: "A")
        case .shadow:
            return Cell(scope: scope, domain: "revenue", phase: .shadow, outgoing: "A", incoming: "B")
        case .armed:
            return Cell(
                scope: scope, domain: "revenue", phase: .armed, outgoing: "A", incoming: "B",
                boundary: boundary)
        case .live, .sealed:
            return Cell(
                scope: scope, domain: "revenue", phase: phase, outgoing: "A", incoming: "B",
                boundary: boundary, watermark: watermark, epochs: [first, second])
        }
    }

    static func decision(
        _ writer: String, _ date: BusinessDate?, _ cell: Cell?, door: Door = .rest,
        standing: Standing = .active, repeats: Bool = false
    ) -> Decision {
        decide(
            Submission(writer: writer, door: door, standing: standing, date: date, today: today),
            in: cell, repeatsCurrent: repeats)
    }

    struct Row: Sendable {
        let phase: Phase
        /// A before, A from D, B before, B from D, C before, C from D.
        let outcomes: [Outcome]
        let reasons: [Reason]
    }

    static let table: [Row] = [
        Row(
            phase: .legacy, outcomes: [.accepted, .accepted, .rejected, .rejected, .rejected, .rejected],
            reasons: [.none, .none, .notOwner, .notOwner, .notOwner, .notOwner]),
        Row(
            phase: .shadow, outcomes: [.accepted, .accepted, .shadow, .shadow, .rejected, .rejected],
            reasons: [.none, .none, .shadowing, .shadowing, .notOwner, .notOwner]),
        Row(
            phase: .armed, outcomes: [.accepted, .held, .shadow, .held, .rejected, .rejected],
            reasons: [.none, .boundaryPending, .shadowing, .boundaryPending, .notOwner, .notOwner]),
        Row(
            phase: .live, outcomes: [.accepted, .shadow, .shadow, .accepted, .rejected, .rejected],
            reasons: [.none, .shadowing, .shadowing, .none, .notOwner, .notOwner]),
        Row(
            phase: .sealed,
            outcomes: [.quarantined, .rejected, .quarantined, .accepted, .rejected, .rejected],
            reasons: [.sealed, .handedOver, .sealed, .none, .notOwner, .notOwner]),
    ]

    static let columns = [
        ("A", before), ("A", after), ("B", before), ("B", after), ("C", before), ("C", after),
    ]

    @Test(arguments: table) func restAnswersAsTheTableSays(_ row: Row) {
        for (index, (writer, date)) in Self.columns.enumerated() {
            let found = Self.decision(writer, date, Self.cell(row.phase))
            #expect(found.outcome == row.outcomes[index], "\(row.phase) \(writer) \(date)")
            #expect(found.reason == row.reasons[index], "\(row.phase) \(writer) \(date)")
        }
    }

    @Test(arguments: table, [Door.file, .command]) func aFileIsNeverMerelyRejected(_ row: Row, _ door: Door) {
        for (index, (writer, date)) in Self.columns.enumerated() {
            let found = Self.decision(writer, date, Self.cell(row.phase), door: door)
            let expected = row.outcomes[index] == .rejected ? .quarantined : row.outcomes[index]
            #expect(found.outcome == expected, "\(row.phase) \(writer) \(date)")
            #expect(found.reason == row.reasons[index])
        }
    }

    @Test func theRowOfARetiredInterface() {
        let cell = Self.cell(.sealed)
        for date in [Self.before, Self.after] {
            let rest = Self.decision("A", date, cell, standing: .retired)
            #expect(rest == Decision(.rejected, .retired))
            let file = Self.decision("A", date, cell, door: .file, standing: .retired)
            #expect(file == Decision(.quarantined, .retired))
        }
        #expect(Self.decision("B", Self.before, cell).outcome == .quarantined)
        #expect(Self.decision("B", Self.after, cell).outcome == .accepted)
        #expect(Self.decision("C", Self.after, cell).outcome == .rejected)
    }

    @Test func lateDataOfTheOldOwnerIsMarked() {
        let cell = Self.cell(.live, watermark: Self.before.adding(days: -3))
        #expect(Self.decision("A", Self.before, cell) == Decision(.accepted, .none, epoch: 1))
        #expect(
            Self.decision("A", Self.before.adding(days: -3), cell) == Decision(.accepted, .late, epoch: 1))
    }

    @Test func theEpochIsTheOneOfTheDate() {
        #expect(Self.decision("A", Self.before, Self.cell(.live)).epoch == 1)
        #expect(Self.decision("B", Self.after, Self.cell(.live)).epoch == 2)
    }

    @Test func checksComeInTheirOrder() {
        let cell = Self.cell(.legacy)
        let farAway = Self.today.adding(days: 8)
        // retired before everything
        #expect(Self.decision("A", nil, nil, standing: .retired).reason == .retired)
        // then the cell, then the date, then the lifecycle, then the content
        #expect(Self.decision("A", nil, nil) == Decision(.quarantined, .noScope))
        #expect(Self.decision("A", nil, cell) == Decision(.quarantined, .undatable))
        #expect(Self.decision("A", farAway, cell, repeats: true).reason == .farFuture)
        #expect(Self.decision("C", Self.today.adding(days: 1), cell).reason == .futureDated)
        #expect(Self.decision("A", Self.before, cell, standing: .proposed).outcome == .shadow)
        #expect(Self.decision("C", Self.before, cell, standing: .proposed).outcome == .shadow)
        #expect(Self.decision("C", Self.before, cell, repeats: true).outcome == .duplicate)
    }

    @Test(arguments: [(0, Outcome.accepted), (1, .held), (7, .held), (8, .quarantined)])
    func theFutureWaits(_ days: Int, _ outcome: Outcome) {
        #expect(Self.decision("A", Self.today.adding(days: days), Self.cell(.legacy)).outcome == outcome)
    }

    @Test(arguments: Phase.allCases) func sameContentIsADuplicateUnlessItIsKeptToCompare(_ phase: Phase) {
        for (writer, date) in Self.columns {
            let fresh = Self.decision(writer, date, Self.cell(phase))
            let again = Self.decision(writer, date, Self.cell(phase), repeats: true)
            #expect(again.outcome == (fresh.outcome == .shadow ? .shadow : .duplicate))
        }
    }

    @Test func datesBetweenBoundaryAndRollbackStayTheNewOwners() {
        var cell = Self.cell(.shadow)
        let rollback = Self.boundary.adding(days: 5)
        cell.epochs = [
            Epoch(number: 1, from: nil, writer: "A"),
            Epoch(number: 2, from: Self.boundary, writer: "B"),
            Epoch(number: 3, from: rollback, writer: "A"),
        ]
        #expect(Self.decision("A", Self.before, cell) == Decision(.accepted, epoch: 1))
        #expect(Self.decision("B", Self.boundary, cell) == Decision(.accepted, epoch: 2))
        #expect(Self.decision("A", Self.boundary, cell).outcome == .shadow)
        #expect(Self.decision("C", Self.boundary, cell).outcome == .rejected)
        #expect(Self.decision("A", rollback, cell) == Decision(.accepted, epoch: 3))
        #expect(Self.decision("B", rollback, cell).outcome == .shadow)
    }

    @Test(arguments: [Phase.shadow, .armed, .live]) func whatComesLateForDatesBeforeARollbackIsMarked(_ phase: Phase) {
        var cell = Self.cell(phase)
        let rollback = Self.boundary.adding(days: 5)
        cell.epochs = [
            Epoch(number: 1, from: nil, writer: "A"), Epoch(number: 2, from: Self.boundary, writer: "B"),
            Epoch(number: 3, from: rollback, writer: "A"),
        ]
        if phase != .shadow { cell.boundary = rollback.adding(days: 5) }
        if phase == .live { cell.epochs.append(Epoch(number: 4, from: cell.boundary, writer: "B")) }
        cell.watermark = Self.boundary.adding(days: 2)
        #expect(Self.decision("A", Self.before, cell) == Decision(.accepted, .late, epoch: 1))
        #expect(Self.decision("B", Self.boundary.adding(days: 2), cell) == Decision(.accepted, .late, epoch: 2))
        #expect(Self.decision("B", Self.boundary.adding(days: 3), cell) == Decision(.accepted, epoch: 2))
        #expect(Self.decision("B", Self.before, cell).outcome == .shadow)
        #expect(Self.decision("A", rollback, cell) == Decision(.accepted, epoch: 3))
    }

    @Test func sealedEpochsStayClosedInTheNextCutover() {
        var cell = Cell(
            scope: Scope(kind: "sale", entity: "1", location: "2"), domain: "revenue", outgoing: "B")
        cell.epochs = [
            Epoch(number: 1, from: nil, writer: "A", isSealed: true),
            Epoch(number: 2, from: Self.boundary, writer: "B"),
        ]
        #expect(Self.decision("A", Self.before, cell).outcome == .quarantined)
        #expect(Self.decision("B", Self.before, cell).outcome == .quarantined)
        #expect(Self.decision("C", Self.before, cell).outcome == .rejected)
        #expect(Self.decision("B", Self.after, cell) == Decision(.accepted, epoch: 2))
    }

    @Test func aDayOpensWhereItBeginsFirst() {
        let noon = Instant(seconds: Int64(Self.today.days) * 86_400 + 43_200)
        #expect(Submission.lastOpenDay(at: noon) == Self.today.adding(days: 1))
        #expect(Submission.lastOpenDay(at: noon.adding(seconds: -3 * 3600)) == Self.today)
    }

    @Test(arguments: [(Door.file, Outcome.quarantined), (.command, .quarantined), (.rest, .rejected)])
    func aDropSpeaksOnlyForItsOwnLocations(_ door: Door, _ outcome: Outcome) {
        var submission = Submission(writer: "A", door: door, date: Self.before, today: Self.today)
        submission.isElsewhere = true
        #expect(decide(submission, in: Self.cell(.legacy)) == Decision(outcome, .wrongLocation))
        #expect(decide(submission, in: nil) == Decision(outcome, .wrongLocation))
        #expect(decide(submission, in: Self.cell(.legacy), repeatsCurrent: true).reason == .wrongLocation)
    }

    @Test func storedNumbersNeverChange() {
        #expect(Phase.allCases.map(\.rawValue) == [1, 2, 3, 4, 5])
        #expect(Door.allCases.map(\.rawValue) == [1, 2, 3])
        #expect(
            Reason.allCases.map(\.rawValue) == [
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 25, 26, 27, 28,
            ])
        #expect(Set(Reason.allCases.map(\.description)).count == Reason.allCases.count)
    }
}
