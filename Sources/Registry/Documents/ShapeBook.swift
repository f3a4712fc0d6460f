/// A root shape with the named shapes it refers to.
package struct ShapeBook: Sendable {
    package let title: String
    package let root: Shape
    package let named: [String: Shape]

    package init(title: String, root: Shape, named: [String: Shape] = [:]) {
        self.title = title
        self.root = root
        self.named = named
    }

    /// Follows names until a real shape stands there.
    func resolve(_ shape: Shape) -> Shape {
        var shape = shape
        while case .named(let name) = shape, let target = named[name] { shape = target }
        return shape
    }
}
