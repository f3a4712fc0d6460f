/// Why a checkpoint or its key could not be read, trusted or written. Never carries the key.
package enum CheckpointError: Error, Sendable, Hashable, CustomStringConvertible {
    case notACheckpoint
    case notAPublicKey
    case notAKey(String)
    case notSigned(by: String)
    case badSignature(String)
    case keyOfAnotherLedger(String, expected: String)
    /// The audit no longer holds the rows that a checkpoint was exported of; signing it would vouch for that.
    case rewritten(count: Int64, place: String)
    /// The file is there, and nothing is ever written over.
    case exists(String)
    case cannotRead(String)
    case cannotWrite(String, code: Int32)

    package var description: String {
        switch self {
        case .notACheckpoint: "this is no checkpoint, or it was changed: expected four lines, an empty one, and signatures"
        case .notAPublicKey: "this is no public key: expected 'crossdock/…+…+…', as 'crossdock audit key' prints it"
        case .notAKey(let file): "\(file) holds no checkpoint key; 'crossdock audit key FILE' makes one"
        case .notSigned(let key): "the checkpoint is not signed by \(key)"
        case .badSignature(let key): "bad signature: \(key) did not sign this text"
        case .keyOfAnotherLedger(let name, let expected):
            "the key is for the ledger \(name), this is \(expected); 'crossdock audit key FILE' makes one for it"
        case .rewritten(let count, let place):
            "the audit was rewritten: it no longer holds the \(count) rows of the last checkpoint (\(place)); 'crossdock audit verify --against' says more"
        case .exists(let file): "\(file) exists, and is not written over"
        case .cannotRead(let file): "\(file) cannot be read"
        case .cannotWrite(let file, let code): "\(file) cannot be written (error \(code))"
        }
    }

    /// Whether what was given is wrong, and not the machine.
    package var isRefusal: Bool {
        switch self {
        case .cannotRead, .cannotWrite: false
        default: true
        }
    }
}
