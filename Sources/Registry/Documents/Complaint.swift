import Canonical

/// Something wrong with a file of the registry, told to its author: where, what, and what to do.
package struct Complaint: Error, Sendable, Hashable, CustomStringConvertible {
    /// How far it reaches.
    package enum Weight: Sendable, Hashable {
        /// What it is about is not used until it is put right.
        case stops
        /// The check does not pass and nothing is published, but what there is goes on.
        case remarks
        /// It only follows from a complaint about another file, which the check tells instead.
        case follows
    }

    /// Path below `Interfaces/`.
    package let file: String
    /// From 1; 0 where the whole file is meant.
    package let line: Int
    package let column: Int
    package let problem: String
    /// What the author probably meant, or what to do; may be empty.
    package let suggestion: String
    package var weight = Weight.stops
    /// The definition, `id@version`, that takes the place over with `extends`, where only that one has the problem.
    package var heir = ""

    package init(file: String, line: Int = 0, column: Int = 0, problem: String, suggestion: String = "") {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.suggestion = suggestion
    }

    package init(at place: Place, in file: String = "", problem: String, suggestion: String = "", weight: Weight = .stops) {
        self.init(
            file: place.file.isEmpty ? file : place.file, line: place.line, column: place.column, problem: problem, suggestion: suggestion)
        self.weight = weight
    }

    package var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return suggestion.isEmpty ? "\(place): \(wholeProblem)" : "\(place): \(wholeProblem). \(suggestion)"
    }

    private var wholeProblem: String { heir.isEmpty ? problem : "\(problem) (for \(heir), which extends this)" }

    package var json: JSONText {
        .object([
            ("file", .string(file)), ("line", .integer(line)), ("column", .integer(column)), ("problem", .string(wholeProblem)),
            ("suggestion", .string(suggestion)),
        ])
    }
}

/// All that is wrong with a set of registry files.
package struct Complaints: Error, Sendable, CustomStringConvertible {
    package let all: [Complaint]

    package init(_ all: [Complaint]) { self.all = all }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}

extension [Complaint] {
    /// In the order of files and lines, each once. What a definition inherits is told at the definition that has it
    /// already, and what only follows from another complaint is left out where there are others.
    package var told: [Complaint] {
        var seen: Set<Complaint> = []
        let causes = filter { $0.weight != .follows }
        return (causes.isEmpty ? self : causes).enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.file, x.line, x.column, x.heir, a.offset) < (y.file, y.line, y.column, y.heir, b.offset)
        }.map(\.element).filter { complaint in
            var plain = complaint
            plain.heir = ""
            plain.weight = .stops
            return seen.insert(plain).inserted
        }
    }
}
