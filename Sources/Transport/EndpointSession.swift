/// One conversation with an endpoint.
///
/// Used by one thread at a time. Every call blocks until it is done or its time limit has passed.
/// After an error with `endsSession` the session is of no more use: close it and connect again.
/// No call may be made from inside the `chunk` and `source` closures of the same session; from
/// inside `visit` it may. What those closures throw is thrown on unchanged, and the session stays
/// usable. A failed `rename` or `remove` with `endsSession` leaves open whether it was done: look.
package protocol EndpointSession: AnyObject {
    /// `false` after `close()` or after an error that ended the session.
    var isOpen: Bool { get }

    /// Streams the names in `folder`, in no particular order, in constant memory and without asking
    /// for each name again; `.` and `..` are left out. `visit` returns `false` to stop.
    /// Throws `TransportError` (`notFound`, `notAFolder`, `permissionDenied`, …).
    func list(_ folder: RemoteFolder, visit: (EndpointEntry) throws -> Bool) throws

    /// Does not follow a link. `nil` means that the endpoint answered: there is no such name.
    func stat(_ path: RemotePath) throws(TransportError) -> EndpointEntry?

    /// Streams a file from `offset` on, in pieces of any size, and returns the bytes seen up to the end that
    /// the endpoint reported: compare with the size of the listing, since a server may end early.
    /// Refuses links, folders, FIFOs and devices with `notAFile`, without hanging on them.
    @discardableResult
    func read(_ path: RemotePath, from offset: UInt64, chunk: (UnsafeRawBufferPointer) throws -> Void) throws -> UInt64

    /// Uploads under a temporary name in the same folder and renames into place: readers see the
    /// whole file or none. Never overwrites (`alreadyExists`). `source` fills the buffer from its
    /// start and returns the count, 0 at the end. Returns the bytes written.
    @discardableResult
    func write(
        _ path: RemotePath, from source: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> UInt64

    /// Moves a file within the endpoint, across its file systems too. Never overwrites
    /// (`alreadyExists`); `notFound` if `from` or the folder of `to` is missing.
    func rename(_ from: RemotePath, to: RemotePath) throws(TransportError)

    /// Deletes a file or a link, not what it points to. `notFound` if absent, `notAFile` for a folder.
    func remove(_ path: RemotePath) throws(TransportError)

    /// Makes the folder and those above it; fine if it is there already.
    func makeFolder(_ folder: RemoteFolder) throws(TransportError)

    /// Ends the conversation; may be called twice. Never throws and never waits long.
    func close()
}

extension EndpointSession {
    /// Streams a whole file.
    @discardableResult
    package func read(_ path: RemotePath, chunk: (UnsafeRawBufferPointer) throws -> Void) throws -> UInt64 {
        try read(path, from: 0, chunk: chunk)
    }
}
