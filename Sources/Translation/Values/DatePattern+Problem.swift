extension DatePattern {
    /// What makes no sense about a pattern, and what to write; `nil` where all of it has a meaning.
    static func problem(of pattern: String) -> (text: String, advice: String)? {
        if pattern == "iso" { return nil }
        guard pattern.count(where: { $0 == "'" }) % 2 == 0 else { return ("a quote is not closed in the pattern '\(pattern)'", "") }
        var parts: [Part] = []
        var rest = Substring(pattern)
        while let first = rest.first {
            if first == "'" {
                rest = rest.dropFirst().drop { $0 != "'" }.dropFirst()
                parts.append(.literal(0))
            } else if let literal = usualLiterals.first(where: { rest.hasPrefix($0) }) {
                rest.removeFirst(literal.count)
                parts.append(.literal(0))
            } else if first.isASCII, first.isLetter {
                let run = String(rest.prefix { $0 == first })
                guard let known = words.first(where: { $0.word == run }) else {
                    return ("the letters '\(run)' of the pattern '\(pattern)' mean nothing", advice(for: run))
                }
                parts.append(known.part)
                rest.removeFirst(run.count)
            } else {
                rest.removeFirst()
                parts.append(.literal(0))
            }
        }
        guard let (text, advice) = problem(of: parts) else { return nil }
        return ("the pattern '\(pattern)' \(text)", advice)
    }

    private static func problem(of parts: [Part]) -> (String, String)? {
        let units = parts.compactMap { if case .number(let unit, _, _) = $0 { unit } else { nil } }
        if !units.contains(.year), !units.contains(.shortYear) { return ("names no year", "Write yyyy or yy") }
        if units.contains(.halfDayHour) != parts.contains(.halfDay) {
            return (
                units.contains(.halfDayHour) ? "has hours of a 12-hour clock without a" : "has a without hours of a 12-hour clock",
                "Write h:mm a, or HH:mm for a clock of 24 hours"
            )
        }
        for (part, next) in zip(parts, parts.dropFirst()) {
            if case .number(_, let least, let most) = part, least < most, case .number = next {
                return ("does not say where a part of one or two digits ends", "Write two letters, or something between the parts")
            }
        }
        return nil
    }

    private static func advice(for run: String) -> String {
        let known = words.map(\.word)
        let alike = known.filter { $0.lowercased() == run.lowercased() && $0 != run }
        if !alike.isEmpty { return "Did you mean \(alike.joined(separator: " or "))?" }
        return "Known are \(known.joined(separator: " ")); letters that stand for themselves stand in 'quotes'"
    }
}
