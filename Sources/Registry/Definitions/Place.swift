/// Where something stands in its YAML file, from 1.
package struct Place: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package init(line: Int = 0, column: Int = 0) {
        self.line = line
        self.column = column
    }
}
