/// The form of a code: characters, classes such as `[0-9A-Z]` or `[^ ]`, `.` for any, each with `?`, `*`, `+`, `{n}`,
/// `{n,m}` or `{n,}` behind it; `\` makes the next character stand for itself. It always means the whole code.
///
/// Matching takes time in proportion to the code's length, whatever the pattern: codes come from strangers.
package struct CodePattern: Sendable, Hashable {
    package let text: String
    private let atoms: [Atom]
    /// A few bytes, one of which every match has somewhere: what tells most codes from most forms at once.
    let needed: ByteSet?

    /// A set of bytes, and how many of them may follow one another.
    private struct Atom: Sendable, Hashable {
        var set = ByteSet()
        var least = 1
        var most = 1
    }

    /// `nil` for a text that is no pattern: a bracket or brace that is not closed, a group, an alternative, a character
    /// beyond ASCII, or nothing.
    package init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var atoms: [Atom] = []
        while let byte = rest.popFirst() {
            var atom = Atom()
            switch byte {
            case UInt8(ascii: "["):
                guard let set = Self.set(&rest) else { return nil }
                atom.set = set
            case UInt8(ascii: "."): atom.set = ByteSet().inverted
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst(), escaped < 128 else { return nil }
                atom.set.insert(escaped)
            case let byte where byte >= 128 || "?*+{}()|]^$".utf8.contains(byte): return nil
            default: atom.set.insert(byte)
            }
            guard let (least, most) = Self.repetition(&rest) else { return nil }
            (atom.least, atom.most) = (least, most)
            atoms.append(atom)
        }
        guard !atoms.isEmpty else { return nil }
        self.text = text
        self.atoms = atoms
        needed = atoms.filter { $0.least > 0 }.map(\.set).min { $0.count < $1.count }.flatMap { $0.count <= 4 ? $0 : nil }
    }

    private static func set(_ rest: inout ArraySlice<UInt8>) -> ByteSet? {
        var set = ByteSet()
        var isInverted = false
        if rest.first == UInt8(ascii: "^") {
            isInverted = true
            rest.removeFirst()
        }
        var isEmpty = true
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]") { return isEmpty ? nil : isInverted ? set.inverted : set }
            var first = byte
            if byte == UInt8(ascii: "\\") {
                guard let escaped = rest.popFirst() else { return nil }
                first = escaped
            }
            var last = first
            if rest.count > 1, rest.first == UInt8(ascii: "-"), rest[rest.startIndex + 1] != UInt8(ascii: "]") {
                rest.removeFirst()
                last = rest.removeFirst()
            }
            guard first <= last, last < 128 else { return nil }
            for byte in first...last { set.insert(byte) }
            isEmpty = false
        }
        return nil
    }

    private static func repetition(_ rest: inout ArraySlice<UInt8>) -> (Int, Int)? {
        switch rest.first {
        case UInt8(ascii: "?"): rest.removeFirst(); return (0, 1)
        case UInt8(ascii: "*"): rest.removeFirst(); return (0, .max)
        case UInt8(ascii: "+"): rest.removeFirst(); return (1, .max)
        case UInt8(ascii: "{"):
            rest.removeFirst()
            guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
            let parts = String(decoding: rest[..<end], as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
            rest = rest[(end + 1)...]
            guard parts.count <= 2, let least = Int(parts[0]), least >= 0 else { return nil }
            if parts.count == 1 { return (least, least) }
            if parts[1].isEmpty { return (least, .max) }
            guard let most = Int(parts[1]), most >= least else { return nil }
            return (least, most)
        default: return (1, 1)
        }
    }

    package func matches(_ code: UnsafeRawBufferPointer) -> Bool {
        if let needed, !needed.meets(code) { return false }
        // Single characters at the front need no bookkeeping.
        var at = 0
        var index = 0
        while index < atoms.count, atoms[index].least == 1, atoms[index].most == 1 {
            guard at < code.count, atoms[index].set.contains(code[at]) else { return false }
            at += 1
            index += 1
        }
        if index == atoms.count { return at == code.count }
        return matches(UnsafeRawBufferPointer(rebasing: code[at...]), from: index)
    }

    /// Follows all ways at once: which places of the code can be reached, atom by atom.
    private func matches(_ code: UnsafeRawBufferPointer, from first: Int) -> Bool {
        let places = code.count + 1
        return withUnsafeTemporaryAllocation(of: Bool.self, capacity: places * 2) { memory in
            var now = UnsafeMutableBufferPointer(rebasing: memory[..<places])
            var next = UnsafeMutableBufferPointer(rebasing: memory[places...])
            memory.initialize(repeating: false)
            now[0] = true
            for atom in atoms[first...] {
                var isAnywhere = false
                // How many bytes before this place fit the atom, and the last place from which enough of them lead here.
                var run = 0
                var last = -1
                for place in 0..<places {
                    if place > 0 { run = atom.set.contains(code[place - 1]) ? run + 1 : 0 }
                    if place >= atom.least, now[place - atom.least] { last = place - atom.least }
                    next[place] = last >= 0 && place - last <= min(run, atom.most)
                    if next[place] { isAnywhere = true }
                }
                guard isAnywhere else { return false }
                swap(&now, &next)
            }
            return now[places - 1]
        }
    }
}
