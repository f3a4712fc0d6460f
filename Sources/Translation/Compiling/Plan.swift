import Canonical
import Registry

/// An interface definition compiled for translation: every name resolved, every constant in bytes.
/// Whoever holds one knows that the definition is sound.
package final class Plan: Sendable {
    package let definition: InterfaceDefinition
    /// The kinds its maps yield; batches refer to them by index.
    package let kinds: [Kind]
    let layout: RecordLayout
    let tree: PathTree?
    let maps: [MapPlan]
    let controls: [ControlPlan]
    /// Fields by record, for rows shown in errors.
    let fieldNames: [[String]]
    let fieldReadings: [[FieldReading]]
    /// By record type: what makes two of its groups one.
    let structureKeys: [StructureKeys]
    /// A law that a test has switched off.
    let weakened: Weakening?
    /// What the check says of a definition that can be used all the same: fields that nothing reads.
    package let remarks: [Complaint]

    /// - Throws: `Complaints` about names that do not resolve and values that do not fit.
    package convenience init(_ definition: InterfaceDefinition, library: Library, weakened: Weakening? = nil) throws {
        var compiler = PlanCompiler(definition: definition, library: library, weakened: weakened)
        try self.init(compiler.compile(), weakened: weakened)
    }

    init(_ parts: PlanCompiler.Parts, weakened: Weakening? = nil) {
        self.weakened = weakened
        definition = parts.definition
        kinds = parts.kinds
        layout = parts.layout
        tree = parts.tree
        maps = parts.maps
        controls = parts.controls
        fieldNames = parts.definition.format.records.map { $0.fields.map(\.name) }
        fieldReadings = parts.readings
        structureKeys = StructureKeys.all(layout: parts.layout, maps: parts.maps)
        remarks = parts.remarks
    }

    /// Whether a group is whole as soon as its row is: nothing that comes after can belong to it.
    var hasSingleRowGroups: Bool {
        tree == nil && layout.records.allSatisfy { $0.role != .member && $0.groupedBy.isEmpty }
    }

    /// Whether the whole file must be looked at before anything of it may be posted.
    package var needsSurvey: Bool {
        controls.contains { $0.within == nil } || definition.errorPolicy.thresholdPerMille != nil
            || layout.records.contains { $0.role != .member && ($0.minimum > 0 || $0.maximum != nil) }
    }
}
