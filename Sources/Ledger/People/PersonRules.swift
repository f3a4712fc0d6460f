import Ownership

/// What must hold of a user before it is stored.
enum PersonRules {
    /// - Throws: `LedgerError.malformed`, `.conflictOfDuty`.
    static func check(_ person: Person, login: String? = nil) throws {
        guard isName(person.name) else {
            throw LedgerError.malformed("A user's name has 1 to 64 letters, digits or '.', '-', '_', '@'.")
        }
        if let login, !isName(login) {
            throw LedgerError.malformed("An account's name has 1 to 64 letters, digits or '.', '-', '_', '@'.")
        }
        guard person.domains.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
            throw LedgerError.malformed("A domain is a name or a pattern such as 'finance-*', without spaces.")
        }
        if let sentence = ConflictOfDuty.among(person.roles) { throw LedgerError.conflictOfDuty(sentence) }
    }

    /// ASCII only: two names that look alike must not be two people.
    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_@".contains($0)) }
    }
}
