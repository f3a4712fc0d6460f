/// One versioned contract by which one writer sends one format, as its YAML file says.
package struct InterfaceDefinition: Sendable {
    package var id: String
    package var version: Version
    package var title: String
    package var details: String
    package var lifecycle: Lifecycle
    package var writer: String
    /// The domains its records state facts in.
    package var states: [String]
    package var format: Format
    package var controls: [ControlDefinition]
    package var errorPolicy: ErrorPolicy
    package var correction: Correction
    package var emptyFile: EmptyFile
    package var maps: [MapDefinition]
    package var checks: [CheckDefinition]
    /// Path below `Interfaces/`, for complaints.
    package var file: String
    package var places = KeyPlaces()

    /// New content under a key that is already canonical.
    package enum Correction: String, Sendable { case replace, ask }

    /// A file of zero bytes: something is wrong, a report of nothing, or noise.
    package enum EmptyFile: String, Sendable { case exception, accept, ignore }

    /// `store-pos.sales-csv@1.0.0`: how receipts, errors and the ledger name it.
    package var reference: String { "\(id)@\(version)" }
}
