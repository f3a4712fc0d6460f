/// What a deployment may set about the REST surface.
package struct APISettings: Sendable {
    package var host: String
    /// 0 for any free port.
    package var port: Int
    /// The longest body of a JSON request; a longer one is answered with 413.
    package var maxBodyBytes: Int
    /// The longest body of `POST /v1/transfers`.
    package var maxTransferBytes: Int
    /// A body longer than this goes to a file in the data folder while it arrives, so that memory stays
    /// bounded however many uploads run at once.
    package var memoryBodyBytes: Int
    /// How long a body may take to arrive, beyond what its length takes at `slowestRate`.
    package var requestTimeout: Duration
    /// Bytes per second below which a sender is given up.
    package var slowestRate: Int
    /// How long a connection may stay open with nothing on it.
    package var idleTimeout: Duration
    /// Below this much free space the gateway is not ready.
    package var minimumFreeBytes: Int

    package init(
        host: String = "127.0.0.1", port: Int = 8080, maxBodyBytes: Int = 64 << 20,
        maxTransferBytes: Int = 4 << 30, memoryBodyBytes: Int = 4 << 20,
        requestTimeout: Duration = .seconds(60), slowestRate: Int = 64 << 10,
        idleTimeout: Duration = .seconds(75), minimumFreeBytes: Int = 256 << 20
    ) {
        self.host = host
        self.port = port
        self.maxBodyBytes = maxBodyBytes
        self.maxTransferBytes = maxTransferBytes
        self.memoryBodyBytes = memoryBodyBytes
        self.requestTimeout = requestTimeout
        self.slowestRate = slowestRate
        self.idleTimeout = idleTimeout
        self.minimumFreeBytes = minimumFreeBytes
    }
}
