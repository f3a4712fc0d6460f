import Ownership
import Registry

extension InterfaceDefinition {
    /// Its life as its contract declares it.
    package var declared: InterfaceLife {
        InterfaceLife(
            interface: id, version: version.description, writer: writer,
            life: Life(
                status: lifecycle.status, owner: lifecycle.owner, successor: lifecycle.successor,
                decommissionBy: lifecycle.decommissionBy))
    }
}
