import Canonical
import Foundation
import Ownership

/// The body of a request on a cutover.
struct CutoverRequest: Sendable {
    struct Body: Decodable, Sendable {
        let plan: String?
        let act: String?
        let locations: [String]?
        let incident: String?
        let entity: String?
        let location: String?
        let date: String?
        let key: String?
        let reason: String?
        let until: String?
    }

    private let body: Body

    /// - Throws: a 400 `Problem` for what is not a JSON object with texts.
    init(_ bytes: [UInt8]) throws {
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)) else {
            throw Problem(.badRequest, #"The body must be a JSON object such as {"act": "arm"}."#)
        }
        self.body = body
    }

    var locations: [String] { body.locations ?? [] }

    /// - Throws: a 400 `Problem` for an act that is none of these.
    func act(_ known: [CutoverAct]) throws -> CutoverAct {
        guard let act = body.act.flatMap(CutoverAct.init(rawValue:)), known.contains(act) else {
            throw Problem(.badRequest, "'act' must be one of \(known.map(\.rawValue).joined(separator: ", ")).")
        }
        return act
    }

    func required(_ field: KeyPath<Body, String?>, _ name: String) throws -> String {
        guard let text = body[keyPath: field], !text.isEmpty, text.utf8.count <= 500 else {
            throw Problem(.badRequest, "'\(name)' must have 1 to 500 characters.")
        }
        return text
    }

    func date(_ field: KeyPath<Body, String?>, _ name: String) throws -> BusinessDate {
        guard let date = BusinessDate(try required(field, name)) else {
            throw Problem(.badRequest, "'\(name)' must be a date such as 2026-11-23.")
        }
        return date
    }
}
