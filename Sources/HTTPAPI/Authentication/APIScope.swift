/// What a key may be allowed to do.
enum APIScope: String, Sendable, CaseIterable {
    case readRecords = "records:read"
    case writeRecords = "records:write"
    case readTransfers = "transfers:read"
    case writeTransfers = "transfers:write"
    case readChanges = "changes:read"
    case readInterfaces = "interfaces:read"
    case writeInterfaces = "interfaces:write"
    case readExceptions = "exceptions:read"
    case writeExceptions = "exceptions:write"
    case readAudit = "audit:read"
    case readOwnership = "ownership:read"
    case readCutovers = "cutovers:read"
    case writeCutovers = "cutovers:write"
    case explain = "guard:explain"
    case readDeliveries = "deliveries:read"
    case readUsers = "users:read"
}
