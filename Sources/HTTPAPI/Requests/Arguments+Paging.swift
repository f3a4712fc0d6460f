import Ledger

extension Arguments {
    var limit: Int { integer("limit") ?? 100 }

    func cursor(_ name: String = "cursor") -> Cursor? { text(name).map { Cursor($0) } }
}
