/// Where something stands in its YAML file, from 1.
package struct Place: Sendable, Hashable {
    package var line: Int
    package var column: Int
    /// Path below `Interfaces/`; empty where the file is known anyhow. In a definition that extends another, either's.
    package var file: String

    package init(line: Int = 0, column: Int = 0, file: String = "") {
        self.line = line
        self.column = column
        self.file = file
    }
}

/// Where the values of a mapping's keys stand, for complaints. It says nothing about what they mean.
package struct KeyPlaces: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let places: [String: Place]

    package init(_ places: [String: Place] = [:]) { self.places = places }

    package subscript(key: String) -> Place? { places[key] }

    func with(_ place: Place?, for key: String) -> KeyPlaces {
        var places = places
        places[key] = place
        return KeyPlaces(places)
    }

    package var description: String { "" }
    package var debugDescription: String { "" }
}
