import HTTPTypes

/// Which methods a path has, for those that it has not.
struct AllowedMethods: Sendable {
    private let entries: [(segments: [Substring], method: String)]

    init(_ operations: [Operation]) {
        entries = operations.map { ($0.path.split(separator: "/"), $0.method.rawValue) }
    }

    func allowed(at path: String) -> [String] {
        let segments = path.split(separator: "/")
        var methods: [String] = []
        for entry in entries where Self.matches(segments, entry.segments) {
            methods.append(entry.method)
            if entry.method == "GET" { methods.append("HEAD") }
        }
        return methods
    }

    private static func matches(_ segments: [Substring], _ template: [Substring]) -> Bool {
        segments.count == template.count
            && zip(segments, template).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }
}
