import Canonical
import Foundation
import Ownership

/// The body of `POST /v1/retirement/{id}`: a step, and why it is taken.
struct LifeRequest: Sendable {
    private struct Body: Decodable {
        let act: String
        let reason: String
        let status: String?
        let owner: String?
        let successor: String?
        let by: String?
        let to: String?
        let from: String?
        let until: String?
    }

    static let acts = ["set", "slip", "brownout", "retire"]

    let act: LifeAct
    let reason: String

    /// - Throws: a 400 `Problem` that says what the body should hold.
    init(_ bytes: [UInt8]) throws {
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)) else {
            throw Problem(.badRequest, #"The body must be {"act": "set|slip|brownout|retire", "reason": "…", …}."#)
        }
        reason = body.reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...500).contains(reason.count) else { throw Problem(.badRequest, "'reason' must have 1 to 500 characters.") }
        switch body.act {
        case "set":
            guard let status = body.status.flatMap(LifeStatus.init(rawValue:)) else {
                throw Self.wrong("status", "one of \(LifeStatus.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            act = .set(
                LifeChange(
                    status: status, owner: body.owner, successor: body.successor,
                    decommissionBy: try body.by.map { try Self.date($0, "by") }))
        case "slip": act = .slip(to: try Self.date(body.to, "to"))
        case "brownout":
            act = .brownout(Brownout(from: try Self.instant(body.from, "from"), until: try Self.instant(body.until, "until")))
        case "retire": act = .retire
        default: throw Self.wrong("act", "one of \(Self.acts.joined(separator: ", "))")
        }
    }

    private static func date(_ text: String?, _ name: String) throws -> BusinessDate {
        guard let date = text.flatMap({ BusinessDate($0) }) else { throw wrong(name, "a date such as 2026-11-23") }
        return date
    }

    private static func instant(_ text: String?, _ name: String) throws -> Instant {
        guard let instant = text.flatMap({ Instant($0) }) else { throw wrong(name, "an instant such as 2026-11-23T14:00:00Z") }
        return instant
    }

    private static func wrong(_ name: String, _ expected: String) -> Problem {
        Problem(.badRequest, "'\(name)' must be \(expected).")
    }
}
