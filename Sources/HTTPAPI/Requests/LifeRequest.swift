import Canonical
import Foundation
import Ownership

/// The body of `POST /v1/retirement/{id}`: a step, and why it is taken.
struct LifeRequest: Sendable {
    static let acts = ["set", "slip", "brownout", "retire"]

    let act: LifeAct
    let reason: String

    /// - Throws: a 400 `Problem` that says what the body should hold.
    init(_ bytes: [UInt8]) throws {
        let body = try TextFields(bytes)
        reason = try body.text("reason").trimmingCharacters(in: .whitespacesAndNewlines)
        switch body["act"] {
        case "set":
            try body.allow(["act", "reason", "status", "owner", "successor", "by"])
            guard let status = body["status"].flatMap(LifeStatus.init(rawValue:)) else {
                throw Self.wrong("status", "one of \(LifeStatus.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            act = .set(
                LifeChange(
                    status: status, owner: body["owner"], successor: body["successor"],
                    decommissionBy: body["by"] == nil ? nil : try body.date("by")))
        case "slip":
            try body.allow(["act", "reason", "to"])
            act = .slip(to: try body.date("to"))
        case "brownout":
            try body.allow(["act", "reason", "from", "until"])
            act = .brownout(Brownout(from: try body.instant("from"), until: try body.instant("until")))
        case "retire":
            try body.allow(["act", "reason"])
            act = .retire
        default: throw Self.wrong("act", "one of \(Self.acts.joined(separator: ", "))")
        }
    }

    private static func wrong(_ name: String, _ expected: String) -> Problem {
        Problem(.badRequest, "'\(name)' must be \(expected).")
    }
}
