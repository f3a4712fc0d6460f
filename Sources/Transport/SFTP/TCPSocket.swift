import Foundation

/// A connected, non-blocking TCP socket. Closed when the last reference goes.
final class TCPSocket {
    enum Failure: Error {
        case resolver(String)
        case timedOut
        case system(Int32)
    }

    let raw: Int32

    private init(owning raw: Int32) { self.raw = raw }

    deinit { close(raw) }

    /// Tries all addresses of `host` in turn; each gets an equal share of the time that is left.
    static func connect(host: String, port: UInt16, by deadline: Deadline) throws(Failure)
        -> TCPSocket
    {
        var hints = addrinfo()
        hints.ai_socktype = streamType
        hints.ai_protocol = Int32(IPPROTO_TCP)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else { throw .resolver(String(cString: gai_strerror(status))) }
        defer { freeaddrinfo(list) }

        var addresses: [addrinfo] = []
        var next = list
        while let current = next {
            addresses.append(current.pointee)
            next = current.pointee.ai_next
        }
        var failure = Failure.resolver("the name has no address")
        for (index, address) in addresses.enumerated() {
            let share = Deadline(after: deadline.remaining / (addresses.count - index))
            do {
                return try connect(to: address, by: share)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    #if os(Linux)
        private static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        private static let streamType = SOCK_STREAM
    #endif

    private static func connect(to address: addrinfo, by deadline: Deadline) throws(Failure)
        -> TCPSocket
    {
        let raw = Foundation.socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard raw >= 0 else { throw .system(errno) }
        let socket = TCPSocket(owning: raw)
        _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
        _ = fcntl(raw, F_SETFL, fcntl(raw, F_GETFL) | O_NONBLOCK)
        // Requests are small and each waits for its answer; and an idle peer that is gone is noticed.
        socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        socket.set(SOL_SOCKET, SO_KEEPALIVE, 1)
        #if !os(Linux)
            socket.set(SOL_SOCKET, SO_NOSIGPIPE, 1)
        #endif
        if Foundation.connect(raw, address.ai_addr, address.ai_addrlen) == 0 { return socket }
        guard errno == EINPROGRESS || errno == EINTR else { throw .system(errno) }
        guard socket.wait(for: Int16(POLLOUT), by: deadline) else { throw .timedOut }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(raw, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { throw code == ETIMEDOUT ? .timedOut : .system(code) }
        return socket
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(raw, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Waits until the socket can go on or has failed; `false` if the deadline passes first.
    func wait(for events: Int16, by deadline: Deadline) -> Bool {
        while true {
            var entry = pollfd(fd: raw, events: events, revents: 0)
            let left = deadline.remainingMilliseconds
            if left == 0 { return false }
            if poll(&entry, 1, left) > 0 { return true }
        }
    }

    /// Ends both directions at once, so that nothing on it waits any more.
    func cut() { shutdown(raw, Int32(SHUT_RDWR)) }
}
