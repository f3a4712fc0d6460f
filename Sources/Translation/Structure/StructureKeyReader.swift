/// Works out the fingerprint of the key of a group from its first row, as it stands in the file.
struct StructureKeyReader {
    let all: [StructureKeys]
    private let context: GroupBuffer

    init(_ plan: Plan, context: GroupBuffer) {
        all = plan.structureKeys
        self.context = context
    }

    /// The part of the key that stands in the file's own records.
    func keyOfFile(_ keys: StructureKeys) -> UInt64 {
        var print = Fingerprint()
        for ref in keys.ofFile {
            let row = context.last(of: ref.record)
            if row >= 0, case let cell = context.cell(row, ref.field), cell.length >= 0 {
                print.add(context.slice(cell))
            } else {
                print.addNothing()
            }
        }
        return print.value
    }

    @inline(__always)
    func key(_ keys: StructureKeys, _ ofFile: UInt64, _ cell: (Int) -> UnsafeRawBufferPointer?) -> UInt64 {
        var print = Fingerprint()
        for field in keys.own {
            if let bytes = cell(field), bytes.count > 0 { print.add(bytes) } else { print.addNothing() }
        }
        print.mix(ofFile)
        return print.value
    }
}
