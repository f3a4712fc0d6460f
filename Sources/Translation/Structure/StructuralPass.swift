import Canonical
import Registry

/// A look over a whole file before anything of it is mapped: broken quotes, headers, columns that nobody declared, groups
/// whose rows do not stand together. What it finds refuses the file while nothing of it is posted.
package struct StructuralPass {
    private let plan: Plan
    private let file: String

    /// - Parameter file: the name to give in errors.
    package init(plan: Plan, file: String) {
        self.plan = plan
        self.file = file
    }

    /// Reads `source` to its end.
    /// - Throws: what the source throws; never for what is wrong with the data.
    package func look(_ source: some ByteSource) throws -> Structure {
        guard plan.tree == nil else { return Structure() }
        let assembler = GroupAssembler(layout: plan.layout)
        let keeper = StructureKeeper(StructureKeyReader(plan, context: assembler.context))
        do {
            try Translator.read(source, plan, assembler, keeper, isOnlyStructure: true)
        } catch let finding as Finding {
            keeper.note(finding)
        }
        var structure = try keeper.finish()
        structure.findings = structure.findings.map { Translator.placed($0, plan, file) }
        return structure
    }
}
