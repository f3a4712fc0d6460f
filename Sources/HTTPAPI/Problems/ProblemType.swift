import HTTPTypes
import Ownership

/// The kinds of errors there are. Their URIs are stable: clients may switch on them.
enum ProblemType: String, Sendable, CaseIterable {
    case badRequest = "bad-request"
    case unauthenticated = "unauthenticated"
    case notPermitted = "not-permitted"
    case wrongWriter = "wrong-writer"
    case notFound = "not-found"
    case unknownInterface = "unknown-interface"
    case unknownKind = "unknown-kind"
    case methodNotAllowed = "method-not-allowed"
    case tooSlow = "too-slow"
    case notOwner = "not-owner"
    case inFlight = "in-flight"
    case retired = "interface-retired"
    case retiring = "interface-retiring"
    case brownout = "interface-brownout"
    case contractBroken = "contract-broken"
    case lifeRefused = "life-refused"
    case bodyTooLarge = "body-too-large"
    case contentCoding = "content-coding"
    case invalidRecords = "invalid-records"
    case transferRefused = "transfer-refused"
    case idempotencyKeyReused = "idempotency-key-reused"
    case internalError = "internal-error"
    case notReady = "not-ready"
    case busy = "busy"
    case storageFull = "storage-full"
    case cutoverState = "cutover-state"
    case cutoverRequirements = "cutover-requirements"
    case preconditionFailed = "precondition-failed"
    case preconditionRequired = "precondition-required"
    case other = "http-error"

    /// RFC 9457, section 3.1.1: a reference, relative to the gateway.
    var uri: String { "/problems/\(rawValue)" }

    var title: String {
        switch self {
        case .badRequest: "The request cannot be understood"
        case .unauthenticated: "A valid API key is needed"
        case .notPermitted: "The key does not allow this"
        case .wrongWriter: "The key is not bound to this writer"
        case .notFound: "There is nothing here"
        case .unknownInterface: "There is no such interface"
        case .unknownKind: "There is no such kind"
        case .methodNotAllowed: "This cannot be done here"
        case .tooSlow: "The body took too long to arrive"
        case .notOwner: "Somebody else owns these facts"
        case .inFlight: "The first request with this key is still being answered"
        case .retired: "The interface has been retired"
        case .retiring: "The interface is being retired and takes nobody new"
        case .brownout: "The interface is in a planned brownout"
        case .contractBroken: "The contract has complaints and is not used"
        case .lifeRefused: "The interface cannot take this step"
        case .bodyTooLarge: "The body is too long"
        case .contentCoding: "The body's content coding is not understood"
        case .invalidRecords: "None of the records was taken"
        case .transferRefused: "The whole transfer was refused"
        case .idempotencyKeyReused: "The idempotency key belongs to another request"
        case .internalError: "Something went wrong here"
        case .notReady: "The gateway is not ready"
        case .busy: "The gateway is busy"
        case .storageFull: "The gateway has no room left"
        case .cutoverState: "The cutover does not stand where this begins"
        case .cutoverRequirements: "Evidence or approvals are missing"
        case .preconditionFailed: "Somebody changed it since"
        case .preconditionRequired: "The revision that was seen is needed"
        case .other: "The request failed"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .other: .badRequest
        case .unauthenticated: .unauthorized
        case .notPermitted, .wrongWriter, .retiring: .forbidden
        case .notFound, .unknownInterface, .unknownKind: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .tooSlow: .requestTimeout
        case .notOwner, .inFlight, .lifeRefused: .conflict
        case .cutoverState, .cutoverRequirements: .conflict
        case .preconditionFailed: .preconditionFailed
        case .preconditionRequired: .preconditionRequired
        case .retired: .gone
        case .bodyTooLarge: .contentTooLarge
        case .contentCoding: .unsupportedMediaType
        case .invalidRecords, .transferRefused, .idempotencyKeyReused: .unprocessableContent
        case .internalError: .internalServerError
        case .notReady, .busy, .storageFull, .brownout, .contractBroken: .serviceUnavailable
        }
    }
}

extension ProblemType {
    /// What a refused act on a cutover is to a client.
    init(_ cause: Refusal.Cause) {
        switch cause {
        case .state: self = .cutoverState
        case .requirements: self = .cutoverRequirements
        case .permission: self = .notPermitted
        case .revision: self = .preconditionFailed
        case .request: self = .badRequest
        }
    }
}
