/// Where in a document a scanner is, and which keys the open objects have had.
///
/// Memory depends on the keys of the objects that are open, up to `mostMembers` in each.
final class JSONTrail {
    /// An object of more members is no business document.
    static let mostMembers = 100_000
    /// Up to so many keys of an object are told apart by their bytes, further ones by a 64-bit hash.
    private static let mostKeptKeys = 4096
    private static let longestKeptKey = 1024
    private static let mostKeptBytes = 16 << 20
    /// Objects of up to so many keys need no table.
    private static let fewKeys = 16

    private struct Container: BitwiseCopyable {
        /// A list: its elements so far; -1 for an object.
        var elements: Int
        var firstKey: Int
        var firstSlot: Int
        var bytes: Int
    }

    private struct Key: BitwiseCopyable {
        var hash: Int
        var start: Int
        /// Of the whole key.
        var length: Int
        var kept: Int
    }

    private let containers = PlainList<Container>()
    private let keys = PlainList<Key>()
    /// A hash table for each open object of many keys, the innermost at the end: places in the object's keys, from 1; 0 is free.
    private let slots = PlainList<Int32>()
    private let bytes = ByteArena()

    deinit {
        containers.deallocate()
        keys.deallocate()
        slots.deallocate()
    }

    var depth: Int { containers.count }

    func enterObject() { enter(-1) }
    func enterList() { enter(0) }

    func leave() {
        let container = containers[containers.count - 1]
        keys.truncate(to: container.firstKey)
        slots.truncate(to: container.firstSlot)
        bytes.truncate(to: container.bytes)
        containers.truncate(to: containers.count - 1)
    }

    func nextElement() { containers[containers.count - 1].elements += 1 }

    /// A key of the object at hand. `false` where the object has had it.
    func add(_ name: UnsafeRawBufferPointer) -> Bool {
        let first = containers[containers.count - 1].firstKey
        var hasher = Hasher()
        hasher.combine(bytes: name)
        let hash = hasher.finalize()
        let count = keys.count - first
        if count <= Self.fewKeys {
            for index in first..<keys.count where isKey(index, hash, name) { return false }
        } else if isInTable(hash, name, first) {
            return false
        }
        let isKept = count < Self.mostKeptKeys && bytes.count < Self.mostKeptBytes
        let kept = isKept ? min(name.count, Self.longestKeptKey) : 0
        keys.append(Key(hash: hash, start: bytes.count, length: name.count, kept: kept))
        bytes.append(UnsafeRawBufferPointer(rebasing: name[..<kept]))
        if count + 1 > Self.fewKeys { note(count, hash, first) }
        return true
    }

    /// How many keys the object at hand has had.
    var memberCount: Int { keys.count - containers[containers.count - 1].firstKey }

    /// A member of the object at hand as a JSON pointer, RFC 6901.
    func pointer(to name: String) -> String {
        containers.indices.map { index in
            if index + 1 == containers.count { return "/" + Self.escaped(name) }
            let container = containers[index]
            if container.elements >= 0 { return "/\(max(0, container.elements - 1))" }
            let end = index + 1 < containers.count ? containers[index + 1].firstKey : keys.count
            guard end > container.firstKey else { return "" }
            let key = keys[end - 1]
            let name = String(decoding: bytes.slice(key.start, key.kept), as: UTF8.self).shortened(100)
            return "/" + Self.escaped(key.kept < key.length ? name + "…" : name)
        }.joined()
    }

    static func escaped(_ name: String) -> String { name.replacing("~", with: "~0").replacing("/", with: "~1") }

    private func enter(_ elements: Int) {
        containers.append(Container(elements: elements, firstKey: keys.count, firstSlot: slots.count, bytes: bytes.count))
    }

    private func isKey(_ index: Int, _ hash: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        let key = keys[index]
        guard key.hash == hash, key.length == name.count else { return false }
        return bytesEqual(bytes.slice(key.start, key.kept), UnsafeRawBufferPointer(rebasing: name[..<key.kept]))
    }

    private func isInTable(_ hash: Int, _ name: UnsafeRawBufferPointer, _ first: Int) -> Bool {
        let firstSlot = containers[containers.count - 1].firstSlot
        let size = slots.count - firstSlot
        var at = hash & (size - 1)
        while slots[firstSlot + at] != 0 {
            if isKey(first + Int(slots[firstSlot + at]) - 1, hash, name) { return true }
            at = (at + 1) & (size - 1)
        }
        return false
    }

    /// Puts the key at `place` into the object's table, which is made or doubled where it gets too full.
    private func note(_ place: Int, _ hash: Int, _ first: Int) {
        let firstSlot = containers[containers.count - 1].firstSlot
        let size = slots.count - firstSlot
        guard (place + 1) * 2 > size else { return insert(place, hash, firstSlot, size) }
        let larger = max(4 * Self.fewKeys, size * 2)
        slots.truncate(to: firstSlot)
        for _ in 0..<larger { slots.append(0) }
        for place in 0..<keys.count - first { insert(place, keys[first + place].hash, firstSlot, larger) }
    }

    private func insert(_ place: Int, _ hash: Int, _ firstSlot: Int, _ size: Int) {
        var at = hash & (size - 1)
        while slots[firstSlot + at] != 0 { at = (at + 1) & (size - 1) }
        slots[firstSlot + at] = Int32(place + 1)
    }
}
