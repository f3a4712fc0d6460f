import Ownership

extension GuardModel {
    /// Puts into the outbox what a new version means for each target.
    mutating func deliver(_ version: Int, in cell: Int) {
        let fact = versions[version].fact
        let roles = GuardWorld.roles[versions[version].writer][cell]
        facts[fact].ledgerPosted = deliver(version, to: 0, as: roles[0], posted: facts[fact].ledgerPosted)
        facts[fact].stockPosted = deliver(version, to: 1, as: roles[1], posted: facts[fact].stockPosted)
    }

    /// - Returns: the version that the target holds afterwards.
    private mutating func deliver(_ version: Int, to target: Int, as role: EgressRole, posted: Int) -> Int {
        var posted = posted
        let lines = EgressMap.deliveries(of: Int64(version), as: role, posted: posted < 0 ? nil : Int64(posted))
        for (act, version, role) in lines {
            outbox.append(ModelDelivery(target: target, act: act, version: Int(version), role: role))
            if role == .poster { posted = act == .reversal ? -1 : Int(version) }
        }
        return posted
    }
}
