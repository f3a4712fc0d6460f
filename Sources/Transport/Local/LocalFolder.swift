import Foundation

/// A folder of this machine (or mounted on it). Everything happens below its root.
package struct LocalFolder: Endpoint {
    /// As the settings give it; may itself be reached through links.
    package let root: String

    package init(root: String) { self.root = root }

    package var place: String { "file://" + EscapedText.escape(root) }

    package func connect() throws(TransportError) -> sending any EndpointSession {
        do {
            return LocalSession(place: place, walk: try FolderWalk(root: root))
        } catch {
            throw TransportError(errno: error.code, .connect, place: place, path: nil)
        }
    }
}
