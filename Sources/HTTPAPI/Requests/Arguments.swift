import Canonical
import Foundation
import Hummingbird

/// The parameters of one request, checked against the operation's declaration. A parameter that is not
/// declared is an error: a misspelt filter must not give everything.
struct Arguments: Sendable {
    private let values: [String: String]

    /// - Throws: a 400 `Problem` that names the parameter.
    init(_ request: Request, _ path: Parameters, declared: [Parameter]) throws {
        var values: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            guard let parameter = declared.first(where: { $0.name == name && $0.place == .query }) else {
                throw Problem(.badRequest, Self.unknown(String(name), declared))
            }
            // `limit=` is as good as none: a form that was left empty.
            guard !value.isEmpty else { continue }
            values[parameter.name] = try parameter.check(String(value))
        }
        for parameter in declared where parameter.place == .path {
            guard let raw = path.get(parameter.name), let value = raw.removingPercentEncoding else {
                throw Problem(.badRequest, "The path is not percent-encoded UTF-8.")
            }
            values[parameter.name] = try parameter.check(value)
        }
        if let missing = declared.first(where: { $0.isRequired && values[$0.name] == nil }) {
            throw Problem(.badRequest, "The parameter '\(missing.name)' is missing: \(missing.meaning).")
        }
        self.values = values
    }

    func text(_ name: String) -> String? { values[name] }
    /// A declared path parameter or required one; such always has a value.
    func required(_ name: String) -> String { values[name] ?? "" }
    func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
    func date(_ name: String) -> BusinessDate? { values[name].flatMap { BusinessDate($0) } }
    func flag(_ name: String) -> Bool { values[name] == "true" }

    private static func unknown(_ name: String, _ declared: [Parameter]) -> String {
        let known = declared.filter { $0.place == .query }.map(\.name)
        let name = String(name.prefix(40))
        return known.isEmpty
            ? "There is no parameter '\(name)' here."
            : "There is no parameter '\(name)'; known here: \(known.joined(separator: ", "))."
    }
}
