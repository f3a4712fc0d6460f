/// Where a statement about a fact stands among the others: what decides which of two is the later word.
package struct StatementOrder: Sendable, Hashable {
    /// What the record says of itself, where its kind declares a version; a later state has a greater one.
    package var version: Int64?
    /// The file it stood in; `nil` for a request, and for a file that a person handed over.
    package var file: FileArrival?
    /// The ledger's number of the transfer that made the statement. One that is translated again keeps the number it had
    /// when it was made first.
    package var transfer: Int64

    package init(version: Int64? = nil, file: FileArrival? = nil, transfer: Int64) {
        self.version = version
        self.file = file
        self.transfer = transfer
    }
}

/// A file's place among the files of its drop, in the order of first sight.
package struct FileArrival: Sendable, Hashable {
    package var drop: String
    package var number: Int64

    package init(drop: String, number: Int64) {
        self.drop = drop
        self.number = number
    }
}

extension StatementOrder {
    /// Why this statement is not the later word, although it arrives now; `nil` where it is.
    ///
    /// First hit wins:
    ///
    /// 1. the *version* that a record states of itself. A statement without one is older than any with one: where it
    ///    stands in the order of states, nobody can tell, and a state that says so must not be lost to it;
    /// 2. the *arrival of the file* in its drop, whichever file is posted first;
    /// 3. the *arrival of the transfer* in the ledger.
    ///
    /// Two states of one version are in the order of their arrival: clocks of senders tell seconds at best, and two states
    /// within a second are usual.
    ///
    /// - Parameter lastOfDrop: the number of the latest file of this statement's drop that has stated the fact, be it
    ///   replaced since; asked for only where the current state came another way.
    package func lateness(after current: StatementOrder, lastOfDrop: () throws -> Int64?) rethrows -> Reason? {
        switch (version, current.version) {
        case (let mine?, let other?) where mine != other: return mine < other ? .olderVersion : nil
        case (nil, _?): return .olderVersion
        case (_?, nil): return nil
        default: break
        }
        if let file {
            if let other = current.file, other.drop == file.drop, other.number != file.number {
                return file.number < other.number ? .earlierFile : nil
            }
            if let last = try lastOfDrop(), file.number < last { return .earlierFile }
        }
        return transfer < current.transfer ? .earlierArrival : nil
    }

    /// Whether both say of themselves which state they are, and they are two.
    package func isOtherVersion(than other: StatementOrder) -> Bool {
        guard let version, let known = other.version else { return false }
        return version != known
    }
}
