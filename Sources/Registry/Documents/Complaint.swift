/// Something wrong with a file of the registry, told to its author: where, what, and what to do.
package struct Complaint: Error, Sendable, Hashable, CustomStringConvertible {
    /// Path below `Interfaces/`.
    package let file: String
    /// From 1; 0 where the whole file is meant.
    package let line: Int
    package let column: Int
    package let problem: String
    /// What the author probably meant, or what to do; may be empty.
    package let suggestion: String

    package init(file: String, line: Int = 0, column: Int = 0, problem: String, suggestion: String = "") {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.suggestion = suggestion
    }

    package var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return suggestion.isEmpty ? "\(place): \(problem)" : "\(place): \(problem). \(suggestion)"
    }
}

/// All that is wrong with a set of registry files.
package struct Complaints: Error, Sendable, CustomStringConvertible {
    package let all: [Complaint]

    package init(_ all: [Complaint]) { self.all = all }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}
