import Canonical
import CrossdockTesting
import Ownership

extension Invariants {
    /// 10: no boundary at or before the highest accepted business date, and no rollback either.
    mutating func invariant10_noBoundaryBehindAcceptedData(_ model: GuardModel) throws {
        for index in cells.indices where model.moved & (1 << index) != 0 {
            guard let cell = model.cells[index] else { continue }
            if cell.phase == .armed, let boundary = cell.boundary, boundary.days <= highest[index] {
                throw Violation(10, "boundary \(boundary) although \(BusinessDate(days: highest[index])) was accepted")
            }
            let known = cells[index]?.epochs.count ?? cell.epochs.count
            if cell.phase == .shadow, cell.epochs.count > known, let from = cell.epochs.last?.from, from.days <= highest[index] {
                throw Violation(10, "rollback at \(from) although \(BusinessDate(days: highest[index])) was accepted")
            }
        }
    }

    /// 10, from the other side: while a boundary waits, nothing is accepted from it on.
    mutating func invariant10_nothingAcceptedBehindTheBoundary(_ model: GuardModel) throws {
        for version in model.versions[versions...] {
            let index = GuardWorld.cell(of: version.fact)
            highest[index] = max(highest[index], version.day)
            if let cell = model.cells[index], cell.phase == .armed, let boundary = cell.boundary, version.day >= boundary.days {
                throw Violation(10, "\(version.day) accepted although the boundary \(boundary) is armed")
            }
        }
    }

    /// 11: a forward transition has two valid approvals by distinct people who did not propose it, on the digests
    /// that were executed; to enter shadow one owner of the domain is enough. Found in the audit alone.
    mutating func invariant11_twoPeopleOnTheSameDigests(_ model: GuardModel) throws {
        defer { audit = model.audit.count }
        for number in audit..<model.audit.count {
            let row = model.audit[number]
            guard row.kind == .executed, let act = row.act, act == .shadow || act == .arm || act == .seal else { continue }
            var approvers = 0
            var hasController = false
            var index = number - 1
            let gates = act == .shadow ? nil : lastGates(before: number, row.plan, model)
            if act != .shadow, gates?.isPassing != true || gates?.act != act || gates?.edition != row.edition {
                throw Violation(11, "\(act) without passing gates of this edition")
            }
            while index >= 0 {
                let other = model.audit[index]
                index -= 1
                guard other.plan == row.plan else { continue }
                // Whatever has moved the cells voids what was agreed before it.
                if other.kind == .executed, other.act != .confirm { break }
                guard other.kind == .approved, other.act == act, other.edition == row.edition, act == .shadow || other.isPassing,
                    row.at < other.at.adding(seconds: 7 * 86_400)
                else { continue }
                let person = model.people[other.person]
                guard other.person != GuardWorld.proposers[row.plan], person.isActive, !person.isService, !person.roles.contains(.admin),
                    !person.roles.contains(.auditor)
                else { continue }
                if act == .shadow, !person.roles.contains(.domainOwner) { continue }
                if person.roles.contains(.controller) { hasController = true }
                approvers |= 1 << other.person
            }
            guard approvers.nonzeroBitCount >= (act == .shadow ? 1 : 2) else {
                throw Violation(11, "\(act) with \(approvers.nonzeroBitCount) valid approvals")
            }
            if act == .seal || (act == .arm && GuardWorld.planIsFinance[row.plan]), !hasController {
                throw Violation(11, "\(act) without a controller")
            }
        }
    }

    private func lastGates(before number: Int, _ plan: Int, _ model: GuardModel) -> ModelAct? {
        var index = number - 1
        while index >= 0 {
            let row = model.audit[index]
            if row.plan == plan, row.kind == .evaluated { return row }
            index -= 1
        }
        return nil
    }

    /// 12: abort restores exactly the shadow decisions, and leaves nothing waiting for the boundary.
    mutating func invariant12_abortRestoresTheShadow(_ model: GuardModel) throws {
        for index in cells.indices where model.moved & (1 << index) != 0 {
            guard let cell = model.cells[index], let was = cells[index] else { continue }
            if cell.phase == .armed { beforeArming[index] = was }
            guard was.phase == .armed, cell.phase == .shadow, var before = beforeArming[index], let boundary = was.boundary else {
                continue
            }
            // What counts as late by now, time alone has made late.
            before.watermark = cell.watermark
            for ahead in -2...2 {
                for writer in GuardWorld.writers {
                    let submission = Submission(
                        writer: writer, door: .file, date: boundary.adding(days: ahead), today: boundary.adding(days: 2))
                    guard decide(submission, in: before) == decide(submission, in: cell) else {
                        throw Violation(12, "\(writer) at \(ahead) days from the boundary is decided otherwise than before")
                    }
                }
            }
            for entry in model.asides where entry.isOpen && entry.reason == .boundaryPending && GuardWorld.cell(of: entry.fact) == index {
                throw Violation(12, "a record still waits for the boundary that was taken back")
            }
        }
    }
}
