/// A growing list of plain values whose memory lives outside any object, for the innermost loops. Not
/// for values that hold references.
struct PlainList<Element: BitwiseCopyable> {
    private struct Header {
        var base: UnsafeMutablePointer<Element>
        var count = 0
        var capacity: Int
    }

    private let header: UnsafeMutablePointer<Header>

    /// Whoever makes one must `deallocate()` it.
    init(capacity: Int = 64) {
        header = .allocate(capacity: 1)
        header.initialize(to: Header(base: .allocate(capacity: capacity), capacity: capacity))
    }

    func deallocate() {
        header.pointee.base.deallocate()
        header.deallocate()
    }

    @inline(__always)
    var count: Int { header.pointee.count }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }
    var first: Element? { isEmpty ? nil : self[0] }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < header.pointee.count)
            return header.pointee.base[index]
        }
        nonmutating _modify {
            precondition(index >= 0 && index < header.pointee.count)
            yield &header.pointee.base[index]
        }
    }

    @inline(__always)
    func append(_ element: Element) {
        if header.pointee.count == header.pointee.capacity { grow() }
        (header.pointee.base + header.pointee.count).initialize(to: element)
        header.pointee.count += 1
    }

    func removeAll() { header.pointee.count = 0 }

    /// Forgets the elements behind the first `count`.
    @inline(__always)
    func truncate(to count: Int) {
        precondition(count >= 0 && count <= header.pointee.count)
        header.pointee.count = count
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: header.pointee.capacity * 2)
        larger.update(from: header.pointee.base, count: header.pointee.count)
        header.pointee.base.deallocate()
        header.pointee.base = larger
        header.pointee.capacity *= 2
    }
}
