/// Which roles one person must not hold at the same time.
///
/// Asked when roles are granted, and again when an approval is given and when it is acted on: roles
/// change between the three.
package enum ConflictOfDuty {
    /// What is wrong with the roles, as a sentence; `nil` where nothing is.
    package static func among(_ roles: Set<Role>) -> String? {
        if roles.contains(.auditor), let other = first(of: roles.subtracting([.auditor])) {
            return "Auditors only read: '\(Role.auditor)' does not go with '\(other)'."
        }
        if roles.contains(.admin), let other = first(of: roles.filter(\.isApproving)) {
            return "Administrators of users cannot approve: '\(Role.admin)' does not go with '\(other)'."
        }
        return nil
    }

    /// In the order in which roles are declared, so that the sentence is the same each time.
    private static func first(of roles: Set<Role>) -> Role? { Role.allCases.first(where: roles.contains) }
}
