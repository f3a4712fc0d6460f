extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// For error texts: control characters made visible, cut to `limit` characters.
    func shortened(_ limit: Int) -> String {
        var text = ""
        for scalar in unicodeScalars {
            if text.unicodeScalars.count >= limit { return text + "…" }
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                text += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
