import Canonical
import HTTPTypes
import Hummingbird
import Ledger

extension Response {
    /// A page of a list, with a link to the next one: RFC 8288.
    init<Item>(page: Page<Item>, _ request: Request, _ json: (Item) -> JSONText) {
        var headers = HTTPFields()
        if let next = page.next {
            headers[.webLink] = "<\(Self.link(from: request, cursor: next))>; rel=\"next\""
        }
        self.init(
            json: .object([
                ("items", .array(page.items.map(json))), ("next", .optional(page.next?.description)),
            ]), headers: headers)
    }

    /// The request's own path and query, with another cursor. Cursors are safe in a URL as they are.
    private static func link(from request: Request, cursor: Cursor) -> String {
        let others = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
        let query = others.map(String.init) + ["cursor=\(cursor)"]
        let target = "\(request.uri.path)?\(query.joined(separator: "&"))"
        // What could end the link early stands encoded in a proper request; a careless one loses its filter.
        return target.contains(where: { "<>\"\r\n ".contains($0) }) ? "\(request.uri.path)?cursor=\(cursor)" : target
    }
}
