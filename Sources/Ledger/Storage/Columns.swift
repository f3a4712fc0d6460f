import Canonical
import Foundation
import GRDB

extension Row {
    func instant(_ column: String) -> Instant? {
        (self[column] as Int64?).map(Instant.init(milliseconds:))
    }

    /// For columns that are declared `NOT NULL`.
    func moment(_ column: String) -> Instant { instant(column) ?? Instant(milliseconds: 0) }

    func date(_ column: String) -> BusinessDate? {
        (self[column] as Int32?).map(BusinessDate.init(days:))
    }

    func digest(_ column: String) -> Digest? {
        (self[column] as Data?).flatMap { Digest(bytes: Array($0)) }
    }

    func bytes(_ column: String) -> [UInt8] { (self[column] as Data?).map(Array.init) ?? [] }

    func text(_ column: String) -> String { (self[column] as String?) ?? "" }
}

extension Digest {
    var data: Data { Data(bytes) }
}
