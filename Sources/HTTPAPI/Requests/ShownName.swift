import Foundation

/// The name of a file as a client gave it, fit to be shown: never used as a path.
enum ShownName {
    static let none = "request body"

    /// The last part of a path, without control characters, of at most 120 characters.
    static func clean(_ name: String?) -> String {
        guard let name else { return none }
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let plain = String(String.UnicodeScalarView(last.unicodeScalars.filter(isShown)))
        let text = plain.trimmingCharacters(in: .whitespaces).prefix(120)
        return text.isEmpty || text == "." || text == ".." ? none : String(text)
    }

    /// Neither control characters nor those that turn the direction of text around.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
