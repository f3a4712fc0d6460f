import Canonical
import HTTPTypes
import Hummingbird
import Ledger

/// A receipt as REST tells it, and the status it deserves:
///
/// - 201: received, and no record was turned away
/// - 200: every record was known already, or a later state of it is current, or the contract passes all of it over; or some
///   were turned away, and `errors` says why
/// - 202: nothing is canonical yet: it is kept beside, for a cutover or its day
/// - 409, 410, 422: nothing was taken; what a person may still let in is kept for one
///
/// It follows from the stored receipt alone, so a replay gets the status that the first request got.
struct ReceiptAnswer: Sendable {
    private let receipt: Receipt
    let exceptions: [ExceptionView]
    /// The first thousand.
    private let outcomes: [OutcomeView]

    init(_ receipt: Receipt, from ledger: Ledger) throws {
        self.receipt = receipt
        let id = receipt.transfer.id
        exceptions =
            receipt.transfer.exceptionsListed > 0
            ? try ledger.exceptions(.init(transfer: id), limit: 100).items : []
        outcomes = try ledger.outcomes(of: id, limit: 1000)
    }

    static let replies: [ReplyShape] = [
        .json(
            200, "Known already, superseded by a later state, or passed over; or taken in part, with the reasons in 'errors'", "Receipt"),
        .json(201, "Received, see the header Location", "Receipt"),
        .json(202, "Kept beside: nothing of it is canonical yet", "Receipt"),
        .problem(409, "Somebody else owns these facts; or the first request with this key is not answered yet"),
        .problem(413, "The body is too long; 'limit' says how long it may be"),
        .problem(415, "The body has a content coding; send it as it is"),
        .problem(
            422,
            "Refused or rejected, with findings: a body that is not whole or not as its schema says is refused as a whole, and 'field' is a JSON pointer; or the idempotency key belongs to another body"
        ),
    ]

    private var tally: Tally { receipt.transfer.tally }
    private var setBack: Int { tally[.rejected] + tally[.quarantined] }

    /// The receipt with its exceptions, as `GET /v1/transfers/{id}` shows it.
    var receiptJSON: JSONText {
        .object(members + [("exceptions", .array(exceptions.map(\.json)))])
    }

    /// - Throws: a `Problem` where nothing was taken.
    func response() throws -> Response {
        let location = "/v1/transfers/\(receipt.transfer.id)"
        var headers: HTTPFields = [.location: location]
        if receipt.isReplay { headers[.idempotentReplayed] = "true" }
        if var problem {
            problem.findings = exceptions.map(\.finding)
            problem.receipt = .object(members)
            problem.headers = headers
            throw problem
        }
        var members = members + [("recordOutcomes", .array(outcomes.map(\.json)))]
        if setBack > 0 { members.append(("errors", .array(exceptions.map(\.finding.json)))) }
        return Response(json: .object(members), status: status, headers: headers)
    }

    private var status: HTTPResponse.Status {
        let total = tally.total
        let known = tally[.duplicate] + tally[.superseded]
        if known == total { return .ok }
        if tally[.accepted] + known == 0 { return .accepted }
        return setBack > 0 ? .ok : .created
    }

    private var problem: Problem? {
        if receipt.transfer.state == .refused {
            return Problem(.transferRefused, "Nothing of it was posted. Correct what 'findings' names and send it again.")
        }
        // A record that has no outcome but this one was not taken, whether or not somebody may still let it in.
        guard tally.total > 0, setBack == tally.total else { return nil }
        let kept = tally[.quarantined]
        guard kept == 0 else {
            return Problem(
                .invalidRecords,
                "None of the records was taken; 'findings' says why. \(kept) of them are kept for a person to decide, so do not send them again."
            )
        }
        let reasons = Set(outcomes.map(\.reason))
        if reasons.contains(.retired) { return Problem(.retired, "The interface takes nothing any more.") }
        if reasons.allSatisfy(\.isForeign) {
            return Problem(.notOwner, "'\(receipt.transfer.writer)' owns none of these facts, so nothing was posted.")
        }
        return Problem(.invalidRecords, "Every record was rejected; 'findings' says why.")
    }

    private var members: [(String, JSONText)] { receipt.members + receipt.transfer.links }
}
