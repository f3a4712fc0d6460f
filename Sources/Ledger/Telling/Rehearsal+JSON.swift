import Canonical
import Ownership

extension Rehearsal {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .object([
            ("outcomes", .object(Outcome.allCases.map { ($0.description, .integer(tally[$0])) })),
            ("passedOver", .optional(counts?.total(.passedOver))), ("ignored", .optional(counts?.total(.ignored))),
            ("counts", counts?.json ?? .array([])), ("refused", .boolean(!refusal.isEmpty)), ("findings", .array(refusal.map(\.json))),
            ("duplicateOf", .optional(duplicateOf.map { Int($0) })), ("cut", .boolean(isCut)),
            ("records", .array(records.map(\.json))),
        ])
    }
}

extension RehearsedRecord {
    package var json: JSONText {
        .object([
            ("number", .integer(number)), ("kind", .optional(kind)), ("id", .optional(id?.description)),
            ("date", .optional(date?.description)), ("outcome", .string(outcome.description)),
            ("reason", reason == .none ? .null : .string(reason.description)), ("findings", .array(findings.map(\.json))),
            (
                "cells",
                .array(
                    domains.map { domain in
                        .object([
                            ("domain", .string(domain.name)), ("phase", .optional(domain.phase?.description)),
                            ("owner", .optional(domain.owner)), ("revision", .optional(domain.revision)),
                            ("decision", .string(domain.decision.outcome.description)),
                            ("reason", domain.decision.reason == .none ? .null : .string(domain.decision.reason.description)),
                        ])
                    })
            ),
        ])
    }
}
