import Canonical
import Foundation
import Testing

@testable import Ownership

/// Which of two statements is the later word, case by case.
@Suite struct StatementOrderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        /// What the statement in hand says of itself, its file's number in the drop `d`, its transfer.
        let mine: (version: Int64?, file: Int64?, transfer: Int64)
        /// The same of what is current; its file may be of another drop.
        let current: (version: Int64?, drop: String, file: Int64?, transfer: Int64)
        /// The latest file of drop `d` that has ever stated the fact.
        var last: Int64?
        let lateness: Reason?
        var testDescription: String { what }
    }

    static let cases: [Case] = [
        Case(what: "an older version", mine: (1, nil, 9), current: (2, "", nil, 5), lateness: .olderVersion),
        Case(what: "a newer version", mine: (3, nil, 9), current: (2, "", nil, 5), lateness: nil),
        Case(what: "a newer version that arrived earlier", mine: (3, 1, 4), current: (2, "d", 2, 5), last: 2, lateness: nil),
        Case(what: "an older version in a later file", mine: (1, 3, 9), current: (2, "d", 2, 5), last: 2, lateness: .olderVersion),
        Case(what: "the same version, later", mine: (2, nil, 9), current: (2, "", nil, 5), lateness: nil),
        Case(what: "the same version, earlier", mine: (2, nil, 4), current: (2, "", nil, 5), lateness: .earlierArrival),
        Case(what: "the same version in an earlier file", mine: (2, 1, 9), current: (2, "d", 2, 5), last: 2, lateness: .earlierFile),
        Case(what: "no version against one", mine: (nil, nil, 9), current: (2, "", nil, 5), lateness: .olderVersion),
        Case(what: "a version against none", mine: (1, nil, 4), current: (nil, "", nil, 5), lateness: nil),
        Case(what: "negative versions are in order too", mine: (-2, nil, 9), current: (-1, "", nil, 5), lateness: .olderVersion),
        Case(what: "a later transfer", mine: (nil, nil, 9), current: (nil, "", nil, 5), lateness: nil),
        Case(what: "the same transfer", mine: (nil, nil, 5), current: (nil, "", nil, 5), lateness: nil),
        Case(what: "an earlier transfer", mine: (nil, nil, 4), current: (nil, "", nil, 5), lateness: .earlierArrival),
        Case(what: "an earlier file, posted later", mine: (nil, 1, 9), current: (nil, "d", 2, 5), last: 2, lateness: .earlierFile),
        Case(what: "a later file, posted earlier", mine: (nil, 2, 4), current: (nil, "d", 1, 5), last: 1, lateness: nil),
        Case(what: "the same file, taken again", mine: (nil, 1, 9), current: (nil, "d", 1, 5), last: 1, lateness: nil),
        Case(what: "files of two drops", mine: (nil, 1, 9), current: (nil, "e", 2, 5), lateness: nil),
        Case(what: "files of two drops, posted earlier", mine: (nil, 1, 4), current: (nil, "e", 2, 5), lateness: .earlierArrival),
        Case(
            what: "a request replaced what a later file said", mine: (nil, 1, 9), current: (nil, "", nil, 5), last: 2,
            lateness: .earlierFile),
        Case(what: "a request replaced what an earlier file said", mine: (nil, 3, 9), current: (nil, "", nil, 5), last: 2, lateness: nil),
        Case(what: "a request after a file", mine: (nil, nil, 9), current: (nil, "d", 2, 5), lateness: nil),
    ]

    @Test(arguments: cases) func theLaterWordIsTold(_ item: Case) {
        let mine = StatementOrder(
            version: item.mine.version, file: item.mine.file.map { FileArrival(drop: "d", number: $0) }, transfer: item.mine.transfer)
        let current = StatementOrder(
            version: item.current.version, file: item.current.file.map { FileArrival(drop: item.current.drop, number: $0) },
            transfer: item.current.transfer)
        #expect(mine.lateness(after: current, lastOfDrop: { item.last }) == item.lateness)
    }

    /// Of two different statements with versions, or of one drop, exactly one is the later word, whichever comes first.
    @Test func theOrderOfArrivalTurnsNothing() {
        let versions: [Int64?] = [nil, 1, 2, 3]
        for one in versions {
            for other in versions where one != other {
                let (a, b) = (StatementOrder(version: one, transfer: 1), StatementOrder(version: other, transfer: 2))
                let isLate = a.lateness(after: b, lastOfDrop: { nil }) != nil
                let isOtherLate = b.lateness(after: a, lastOfDrop: { nil }) != nil
                #expect(isLate != isOtherLate, "\(one ?? -1) and \(other ?? -1)")
            }
        }
        for (first, second) in [(Int64(1), Int64(2)), (2, 1)] {
            let a = StatementOrder(file: FileArrival(drop: "d", number: 7), transfer: first)
            let b = StatementOrder(file: FileArrival(drop: "d", number: 8), transfer: second)
            #expect(a.lateness(after: b, lastOfDrop: { 8 }) == .earlierFile)
            #expect(b.lateness(after: a, lastOfDrop: { 7 }) == nil)
        }
    }

    // MARK: what that means for a fact

    static func verdict(
        version: Int64? = nil, transfer: Int64 = 2, current: Int64? = nil, same: Bool = false, sameTransfer: Bool = false,
        decision: Outcome = .accepted, asks: Bool = false, weakened: Weakening? = nil
    ) -> FactVerdict {
        let decision = Decision(decision, decision == .accepted ? .none : .shadowing, epoch: 1)
        return FactVerdict(
            decision, again: decision.outcome == .accepted ? Decision(.duplicate, .sameContent, epoch: 1) : decision,
            order: StatementOrder(version: version, transfer: transfer),
            current: CurrentFact(
                isSameContent: same, isOfSameTransfer: sameTransfer,
                order: StatementOrder(version: current, transfer: sameTransfer ? transfer : 1)),
            asks: asks, weakened: weakened
        ) { nil }
    }

    @Test func whatAStatementMeansForAFact() {
        let superseded = FactVerdict.superseded(Decision(.superseded, .olderVersion, epoch: 1))
        #expect(Self.verdict() == .accept(replacing: true))
        #expect(Self.verdict(version: 1, current: 2) == superseded)
        #expect(Self.verdict(version: 2, current: 1) == .accept(replacing: true))
        #expect(Self.verdict(transfer: 0) == .superseded(Decision(.superseded, .earlierArrival, epoch: 1)))
        // What is current is a duplicate, whenever it was said; it confirms only what it is the later word on.
        #expect(Self.verdict(same: true) == .duplicate(confirms: true))
        #expect(Self.verdict(transfer: 0, same: true) == .duplicate(confirms: false))
        // One transfer says two things: a version tells which of them counts, and nothing else does.
        #expect(Self.verdict(sameTransfer: true) == .aside(Decision(.quarantined, .repeatedKey, epoch: 1)))
        #expect(Self.verdict(version: 1, current: 1, sameTransfer: true) == .aside(Decision(.quarantined, .repeatedKey, epoch: 1)))
        #expect(Self.verdict(current: 1, sameTransfer: true) == .aside(Decision(.quarantined, .repeatedKey, epoch: 1)))
        #expect(Self.verdict(version: 2, current: 1, sameTransfer: true) == .accept(replacing: true))
        #expect(Self.verdict(version: 1, current: 2, sameTransfer: true) == superseded)
        // Nobody is asked about an older state; a person is asked about a newer one where the interface says so.
        #expect(Self.verdict(version: 1, current: 2, asks: true) == superseded)
        #expect(Self.verdict(version: 2, current: 1, asks: true) == .aside(Decision(.quarantined, .correction, epoch: 1)))
        // What the guard sets aside is judged when it is released.
        #expect(Self.verdict(version: 1, current: 2, decision: .shadow) == .aside(Decision(.shadow, .shadowing, epoch: 1)))
    }

    @Test func withoutTheRuleTheLaterArrivalCounts() {
        #expect(Self.verdict(version: 1, current: 2, weakened: .arrivalOrder) == .accept(replacing: true))
        #expect(Self.verdict(transfer: 0, weakened: .arrivalOrder) == .accept(replacing: true))
    }

    // MARK: bytes that came before

    @Test func whatTheSameBytesMean() {
        for door in Door.allCases {
            for isRetry in [false, true] {
                func verdict(_ standing: RepeatVerdict.Standing, complete: Bool, weakened: Weakening? = nil) -> RepeatVerdict {
                    RepeatVerdict(at: door, standing, isComplete: complete, isRetry: isRetry, weakened: weakened)
                }
                #expect(verdict(.current, complete: true) == .duplicate)
                #expect(verdict(.current, complete: false) == .post)
                for isComplete in [false, true] {
                    #expect(verdict(.older, complete: isComplete) == .post)
                    #expect(verdict(.replaced, complete: isComplete) == (door == .file && !isRetry ? .ask : .post))
                }
                #expect(verdict(.replaced, complete: true, weakened: .onceCurrent) == .duplicate)
            }
        }
        #expect(RepeatVerdict.Standing(version: 1, current: 2) == .older)
        #expect(RepeatVerdict.Standing(version: nil, current: 2) == .older)
        #expect(RepeatVerdict.Standing(version: 2, current: 2) == .replaced)
        #expect(RepeatVerdict.Standing(version: 2, current: nil) == .replaced)
        #expect(RepeatVerdict.Standing(version: nil, current: nil) == .replaced)
    }
}
