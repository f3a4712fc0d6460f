import Canonical
import HTTPTypes
import Hummingbird

/// An error as clients see it: a problem document, RFC 9457.
struct Problem: Error, Sendable {
    var type: ProblemType
    /// Where it differs from the type's.
    var status: HTTPResponse.Status
    /// What happened this time and what to do, without secrets.
    var detail: String
    /// This occurrence; the request's path where `nil`.
    var instance: String?
    var findings: [Finding] = []
    var receipt: JSONText?
    /// Further members.
    var members: [(String, JSONText)] = []
    var headers = HTTPFields()

    init(_ type: ProblemType, _ detail: String) {
        self.type = type
        self.detail = detail
        status = type.status
    }

    static func unauthenticated(isWrong: Bool = false) -> Problem {
        var problem = Problem(
            .unauthenticated,
            isWrong
                ? "The key is unknown or was revoked. Send one that is valid as 'Authorization: Bearer cdk_…'."
                : "Send a key as 'Authorization: Bearer cdk_…'. Keys in the URL are not looked at.")
        // RFC 6750, section 3: no error code where no credential was sent.
        problem.headers[.wwwAuthenticate] =
            isWrong ? #"Bearer realm="crossdock", error="invalid_token""# : #"Bearer realm="crossdock""#
        return problem
    }

    static func notFound(_ what: String) -> Problem { Problem(.notFound, "There is no such \(what).") }

    /// For what the same request may get past a little later.
    func retry(afterSeconds seconds: Int) -> Problem {
        var problem = self
        problem.headers[.retryAfter] = String(seconds)
        return problem
    }

    func response(path: String) -> Response {
        var pairs: [(String, JSONText)] = [
            ("type", .string(type.uri)), ("title", .string(type.title)), ("status", .integer(status.code)),
            ("detail", .string(detail)), ("instance", .string(instance ?? path)),
        ]
        if !findings.isEmpty { pairs.append(("findings", .array(findings.map(\.json)))) }
        if let receipt { pairs.append(("receipt", receipt)) }
        pairs += members
        return Response(json: .object(pairs), status: status, type: "application/problem+json", headers: headers)
    }
}
