/// A place that holds files: a local folder, an SFTP account.
///
/// A value is a description and holds no connection. To implement one, make `EndpointConformance`
/// in `CrossdockTesting` pass.
package protocol Endpoint: Sendable {
    /// For logs and errors: `sftp://user@host:port`, `file:///drops`. Never a secret.
    var place: String { get }

    /// Opens an independent session. Blocks, so call it on a thread of your own, never on the
    /// cooperative pool. The session may be handed to another thread, but not used by two.
    func connect() throws(TransportError) -> sending any EndpointSession
}
