/// Guesses which known word an author meant.
package enum Spelling {
    /// `Did you mean 'quantity'?`, or the list of words where none is near and the list is short.
    package static func suggestion(for word: String, among known: [String]) -> String {
        if let (best, distance) = nearest(to: word, among: known), distance <= max(2, word.count / 3) { return "Did you mean '\(best)'?" }
        return known.isEmpty || known.count > 40 ? "" : "Known here: \(known.joined(separator: ", "))"
    }

    /// The word that must have been meant; `nil` where that is less than clear.
    package static func meant(by word: String, among known: [String]) -> String? {
        guard let (best, distance) = nearest(to: word, among: known), distance <= max(1, word.count / 5), word.count > 2 else { return nil }
        return best
    }

    private static func nearest(to word: String, among known: [String]) -> (word: String, distance: Int)? {
        // The comparison grows with the square of the length.
        let word = word.prefix(100).lowercased()
        return known.map { ($0, distance(word, $0.lowercased())) }.min { $0.1 < $1.1 }
    }

    /// Edits (insert, delete, replace, swap of neighbours) that lead from one word to the other.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var beforeLast = [Int](), last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
