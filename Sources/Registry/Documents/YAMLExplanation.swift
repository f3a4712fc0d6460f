import Yams

/// Says what an author has to change where a text is no YAML. The parser's own words tell the state it was in.
struct YAMLExplanation {
    private let lines: [[Unicode.Scalar]]
    private let file: String

    init(_ text: String, file: String) {
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { Array($0.unicodeScalars) }
        self.file = file
    }

    func complaint(about error: YamlError) -> Complaint {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let found = explain(problem, context?.text ?? "", from: context.map { Self.place($0.mark) }, at: Self.place(mark))
            return Complaint(
                file: file, line: found.place.line, column: found.place.column, problem: found.problem, suggestion: found.suggestion)
        case .duplicatedKeysInMapping(let keys, let context):
            return Complaint(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: "the key '\(keys.first ?? "")' stands twice in one mapping", suggestion: "Keep one of them")
        case .reader(let problem, _, _, _):
            return Complaint(file: file, problem: "the file is no text: \(problem)", suggestion: "Take control characters out")
        default: return Complaint(file: file, problem: "not YAML: \(error)")
        }
    }

    private typealias Explained = (place: Place, problem: String, suggestion: String)

    private static func place(_ mark: Mark) -> Place { Place(line: mark.line, column: mark.column) }

    /// - Parameters:
    ///   - state: what the parser was about.
    ///   - start: where that began.
    private func explain(_ problem: String, _ state: String, from start: Place?, at mark: Place) -> Explained {
        let start = start ?? mark
        if problem.contains("tab character") || character(at: mark) == "\t" {
            return (mark, "a tab stands where YAML wants blanks", "Indent with blanks only")
        }
        if problem.contains("mapping values are not allowed") { return valueInText(mark) }
        if problem.contains("cannot start any token") || problem.contains("undefined alias") { return unquoted(mark) }
        if state.contains("scanning an alias") || state.contains("scanning an anchor") || state.contains("directive") {
            return unquoted(start)
        }
        if problem.contains("mapping keys are not allowed") || problem.contains("node content") { return unquoted(mark) }
        if state.contains("flow ") { return openBracket(start, mark) }
        if state.contains("quoted scalar") {
            if problem.contains("escape") {
                return (mark, "a backslash within \" begins an escape, and this is none", "Write \\\\ for a backslash, or use ' for quotes")
            }
            return (start, "the quote that opens here is not closed", "Close it; a quote within a text is doubled")
        }
        if problem.contains("expected ':'") {
            return (
                start, "this line is neither a key with a value nor the rest of a text",
                "Write 'key: value' with a blank behind the colon; a text of several lines needs quotes or '>-'"
            )
        }
        if problem.contains("block sequence entries") {
            return (mark, "a list begins on a line of its own", "Begin a new line before '-', or put the text into quotes")
        }
        if state.contains("block scalar") {
            return (
                start, "a text that begins with '\(shown(start))' must stand in quotes",
                "Or begin the text on the next line"
            )
        }
        if problem.contains("another document") { return (mark, "the file holds more than one document", "Take the line '---' out") }
        if problem.contains("expected key") || problem.contains("'-' indicator") { return restOfLine(mark) }
        return (mark, "not YAML: \(problem)", "")
    }

    /// A colon where no value can stand: in a text, behind a key without a blank, or on a line that is too deep.
    private func valueInText(_ mark: Place) -> Explained {
        if let (key, text) = keyAndText(mark), text.contains(": ") || text.hasSuffix(":") {
            return (mark, "a text with ': ' in it must stand in quotes", quoted(key, text))
        }
        let above = lines.indices.last { $0 < mark.line - 1 && lines[$0].contains { !$0.properties.isWhitespace } }
        if let above, let colon = lines[above].firstIndex(of: ":"), colon + 1 < lines[above].count, lines[above][colon + 1] != " " {
            return (
                Place(line: above + 1, column: colon + 1), "a colon needs a blank behind it to part a key from its value",
                "Write 'key: value'"
            )
        }
        return (
            mark, "this key stands deeper than the text above it, and a text holds no keys",
            "Indent it like the line above, or take the text above away"
        )
    }

    private func unquoted(_ mark: Place) -> Explained {
        let key = keyAndText(mark)
        return (mark, "a text that begins with '\(shown(mark))' must stand in quotes", key.map { quoted($0.key, $0.text) } ?? "")
    }

    /// Within `{…}` or `[…]`, which begins at `opening`.
    private func openBracket(_ opening: Place, _ mark: Place) -> Explained {
        let bracket = shown(opening)
        let closing = bracket == "{" ? "}" : "]"
        guard mark.line == opening.line, let found = character(at: mark) else {
            return (
                opening, "the '\(bracket)' that stands here is not closed",
                "Close it with '\(closing)'; a text that begins with '\(bracket)' must stand in quotes"
            )
        }
        if found == ":" {
            return (
                mark, "a text with ': ' in it must stand in quotes", "Put the text into quotes, or set the comma that is missing before it"
            )
        }
        return (
            mark, "'\(found)' was not expected within '\(bracket)…\(closing)'",
            "Set a comma between two values; a text with any of { } [ ] , in it must stand in quotes"
        )
    }

    /// Something behind a whole value, or a line that is indented like nothing above.
    private func restOfLine(_ mark: Place) -> Explained {
        if let found = character(at: mark), found == "}" || found == "]" {
            return (mark, "there is one '\(found)' too many", "Take it out")
        }
        if let (key, text) = keyAndText(mark), let first = text.unicodeScalars.first, let end = lines[mark.line - 1].firstIndex(of: first),
            end < mark.column - 1
        {
            if first == "{" || first == "[" {
                return (mark, "a text that begins with '\(first)' must stand in quotes", quoted(key, text))
            }
            if first == "\"" || first == "'" {
                return (mark, "text stands behind the closing quote", "Put all of it into one pair of quotes")
            }
        }
        return (mark, "this line is indented neither like those above it nor like those below", "Indent the keys of one mapping alike")
    }

    // MARK: - the text

    private func character(at mark: Place) -> Unicode.Scalar? {
        guard lines.indices.contains(mark.line - 1), lines[mark.line - 1].indices.contains(mark.column - 1) else { return nil }
        return lines[mark.line - 1][mark.column - 1]
    }

    private func shown(_ mark: Place) -> String { character(at: mark).map { String(Character($0)) } ?? "" }

    /// The first key of a line with what stands behind it; `nil` for a line without one.
    private func keyAndText(_ mark: Place) -> (key: String, text: String)? {
        guard lines.indices.contains(mark.line - 1) else { return nil }
        let line = lines[mark.line - 1].drop { " -{".unicodeScalars.contains($0) }
        guard let colon = line.indices.first(where: { line[$0] == ":" && $0 + 1 < line.endIndex && line[$0 + 1] == " " }) else {
            return nil
        }
        var text = line[(colon + 1)...].drop { $0 == " " }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return (Self.text(line[..<colon]), Self.text(text))
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private func quoted(_ key: String, _ text: String) -> String {
        guard !key.isEmpty, text.count <= 80, !text.contains("\"") else { return "Put the whole text into quotes" }
        return "Write \(key): \"\(text)\""
    }
}
