/// One law of the product switched off. Tests pass it to a plan or a ledger, to prove that they would notice a product
/// that keeps the law no longer; no setting, command or contract can.
package enum Weakening: String, Sendable, CaseIterable {
    // From bytes to records.
    /// Bytes behind a record's last field are dropped.
    case restOfRecord
    /// A record that ends within a field is read as far as it goes.
    case shortRecord
    /// A declared column that the header lacks says nothing.
    case missingColumn
    /// A column that nobody declared is passed over.
    case undeclaredColumn
    /// What stands where a record may stand, and is none, is passed over.
    case strangeElement
    /// Text after a closing quote belongs to the cell.
    case brokenQuote
    /// A second header is a row.
    case secondHeader
    /// The first of several values counts.
    case firstOfSeveral
    /// A JSON key that stands twice counts once.
    case doubleKey
    /// Any sign that is not the negative one is a plus.
    case unknownSign
    /// A half byte above nine is a digit.
    case badDigit
    /// Fillers and NUL are text.
    case lowValues
    /// A key field may be padded, not normalised or invisible.
    case lookAlike
    /// A date is the first ten characters of whatever stands there.
    case dateOfInstant
    /// A code has no shape.
    case codeShape
    /// Keys of a file that do not stand together are records of their own.
    case repeatedKey
    /// A total that cannot be compared is passed over.
    case missingTotal
    /// Passed-over groups are not counted.
    case passedOver
    /// Unknown members and wrong JSON types pass at the REST door.
    case restSchema
    /// What a definition says of constants, patterns, types and fields that nothing reads is not looked at.
    case looseDefinition
    /// A file of the registry that has complaints is as if it were not there.
    case brokenFile

    // From records to facts.
    /// The later arrival is current, whatever version it states.
    case arrivalOrder
    /// What was current once is a duplicate for ever.
    case onceCurrent

    // Around the ledger.
    /// Whoever only looks keeps what they have compared.
    case lookingWrites
    /// A step towards safety, or an order of somebody who may not, lets a due boundary open first.
    case safetyMovesForward
    /// Folders and files are made as the umask has it.
    case readableByOthers
}
