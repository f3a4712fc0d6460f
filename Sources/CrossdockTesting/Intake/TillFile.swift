/// Files of an invented till, one line per sale, as the interfaces of `TillRegistry` read them.
package enum TillFile {
    /// Sales with the given numbers, whose keys and amounts follow from their numbers.
    ///
    /// - Parameter cents: added to every amount: other content under the same keys.
    package static func sales(
        _ numbers: ClosedRange<Int>, store: String = "0042", sku: String = "100011", cents: Int = 0
    ) -> [UInt8] {
        Array(numbers.map { row($0, store: store, sku: sku, cents: cents) }.joined().utf8)
    }

    /// The same with a trailer that counts them; `off` makes it wrong by so many.
    package static func withTrailer(_ numbers: ClosedRange<Int>, store: String = "0042", off: Int = 0) -> [UInt8] {
        let rows = numbers.map { "D;" + row($0, store: store, sku: "100011", cents: 0) }.joined()
        return Array((rows + "T;\(numbers.count + off)\n").utf8)
    }

    /// One line that is no sale: its date does not exist.
    package static func badRow(_ number: Int) -> [UInt8] { Array("0042;20260230;1;\(number);100011;1.00\n".utf8) }

    private static func row(_ number: Int, store: String, sku: String, cents: Int) -> String {
        let amount = 100 + number * 7 + cents
        return "\(store);20261123;1;\(number);\(sku);\(amount / 100).\(amount % 100 < 10 ? "0" : "")\(amount % 100)\n"
    }
}
