/// A path as it may stand in a log: without what could forge another line, and without the natural
/// keys of records, which are business data.
enum LoggedPath {
    static func text(_ path: String, route: String) -> String {
        if route == "/v1/records/{kind}/{id}", let end = path.lastIndex(of: "/") {
            return clean(String(path[...end])) + "{id}"
        }
        return clean(path)
    }

    private static func clean(_ path: String) -> String {
        String(
            String.UnicodeScalarView(
                path.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
    }
}
