import Canonical
import Registry

/// A registry with every contract compiled once. What does not compile is broken, and stops nothing else.
package struct CompiledLibrary: Sendable {
    /// Without what does not compile.
    package let library: Library
    /// By `ID@VERSION`.
    package let plans: [String: Plan]
    /// The canonical JSON form of each kind, by `name@version`.
    package let canonical: [String: Plan]
    /// What is found broken only here.
    package let broken: [BrokenFile]
    /// What the check says of definitions that compile, by file.
    package let remarks: [Remark]

    package init(_ library: Library) {
        var broken: [BrokenFile] = []
        var canonical: [String: Plan] = [:]
        for kind in library.kinds.values {
            let definition = CanonicalInterface.definition(of: kind)
            do {
                canonical[kind.reference] = try Plan(definition, library: library)
            } catch {
                broken.append(BrokenFile(.kind(kind.name, kind.version), file: definition.file, complaints: Self.complaints(error)))
            }
        }
        let sound = library.breaking(broken)
        var plans: [String: Plan] = [:]
        var remarks: [Remark] = []
        for definition in sound.definitions {
            do {
                let plan = try Plan(definition, library: sound)
                plans[definition.reference] = plan
                if !plan.remarks.isEmpty { remarks.append(Remark(file: definition.file, complaints: plan.remarks)) }
            } catch {
                let subject = BrokenFile.Subject.interface(definition.id, definition.version)
                var file = BrokenFile(subject, file: definition.file, complaints: Self.complaints(error))
                file.stepsAside = definition.lifecycle.status == .proposed || definition.lifecycle.status == .retired
                broken.append(file)
            }
        }
        self.library = library.breaking(broken)
        self.plans = plans
        self.canonical = canonical
        self.broken = broken
        self.remarks = remarks
    }

    /// What the check says of a definition that can be used all the same: it must be put right before it is published.
    package func remarks(on definition: InterfaceDefinition) -> [Complaint] {
        (remarks + library.remarks).filter { $0.file == definition.file }.flatMap(\.complaints).told
    }

    private static func complaints(_ error: any Error) -> [Complaint] {
        (error as? Complaints)?.all ?? [Complaint(file: "", problem: "\(error)")]
    }
}
