extension DatePattern {
    /// What makes no sense about a pattern, and what to write; `nil` where all of it has a meaning. Letters that mean
    /// nothing would stand for themselves, and no date has them.
    static func problem(of pattern: String) -> (text: String, advice: String)? {
        guard pattern != "iso" else { return nil }
        if pattern.isEmpty { return ("an empty pattern fits no date", "Write one such as yyyyMMdd, or iso") }
        var rest = Substring(pattern)
        while let first = rest.first {
            if first == "'" {
                guard let close = rest.dropFirst().firstIndex(of: "'") else {
                    return ("a quote is not closed in the pattern '\(pattern)'", "Put letters that stand for themselves between ' and '")
                }
                rest = rest[rest.index(after: close)...]
                continue
            }
            if let usual = usualLiterals.first(where: { rest.hasPrefix($0) }) {
                rest.removeFirst(usual.count)
                continue
            }
            let run = rest.prefix { $0 == first }
            if first.isASCII, first.isLetter, !words.contains(where: { $0.word == run }) {
                return (
                    "the letters '\(run)' of the pattern '\(pattern)' mean nothing",
                    "Known are \(words.map(\.word).joined(separator: " ")); letters that stand for themselves stand between ' and '"
                )
            }
            rest.removeFirst(run.count)
        }
        return nil
    }
}
