/// How long a peer may keep the gateway waiting.
package struct SFTPTimeouts: Sendable, Hashable {
    /// TCP connection, SSH handshake and host key, over all addresses of the host.
    /// The system resolver has its own limits, which come on top. Starting the SFTP subsystem, for
    /// which the server may have to run a shell and a program of its own, has this limit once more.
    package var connect: Duration
    /// Each step of the authentication; directory services are slow.
    package var authenticate: Duration
    /// Every other request: no answer, or in a transfer no further piece of data, for this long.
    package var reply: Duration

    package init(
        connect: Duration = .seconds(15), authenticate: Duration = .seconds(30),
        reply: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.authenticate = authenticate
        self.reply = reply
    }
}
