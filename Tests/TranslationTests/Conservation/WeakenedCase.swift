import Canonical
import CrossdockTesting
import Translation

/// A small contract and payload in which one law decides, and the mutations that the law is about.
struct WeakenedCase: Sendable {
    var format: String
    var payload: [UInt8]
    var kinds: [Mutation.Kind]
    /// More of the definition, at its top.
    var top = ""
    /// More of the map.
    var map = ""
    var day = "{value: 2026-11-23}"
    var code = "{from: code}"
    var amount = "{from: amount}"
    var each = "row"

    init(_ format: String, _ payload: String, _ kinds: [Mutation.Kind]) { self.init(format, Array(payload.utf8), kinds) }

    init(_ format: String, _ payload: [UInt8], _ kinds: [Mutation.Kind]) {
        (self.format, self.payload, self.kinds) = (format, payload, kinds)
    }

    func with(_ change: (inout WeakenedCase) -> Void) -> WeakenedCase {
        var copy = self
        change(&copy)
        return copy
    }

    /// Facts of the key `id` with an amount and a code.
    func contract() throws -> TestContract {
        let kind = """
            kind: stated
            version: 1
            title: Stated
            key: [day, id]
            anchor: day
            domains: [inventory]
            fields:
              entity: {type: text, required: true, meaning: Entity}
              day: {type: date, required: true, meaning: Day}
              id: {type: text, max: 40, required: true, meaning: Id}
              amount: {type: decimal, scale: 4, meaning: Amount}
              code: {type: text, max: 40, meaning: Code}
            """
        let interface = """
            interface: test.weakened
            version: 1.0.0
            title: Facts and amounts
            lifecycle: {status: strategic, owner: tests}
            writer: tester
            states: [inventory]
            format:
            \(format.indented(by: 2))
            \(top)
            map:
              kind: stated@1
              each: \(each)
            \(map)
              fields:
                entity: {value: E}
                day: \(day)
                id: {from: id}
                amount: \(amount)
                code: \(code)
            """
        return try TestContract(kinds: [kind], interface: interface)
    }
}
