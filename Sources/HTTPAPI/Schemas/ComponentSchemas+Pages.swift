import Canonical

extension ComponentSchemas {
    /// Plain objects, by their members.
    var objects: [(String, [(String, JSONText)])] {
        let text = Self.type("string")
        let number = Self.type("integer")
        return [
            (
                "RecordOutcome",
                [
                    ("number", number), ("outcome", text), ("reason", Self.type("string", "null")),
                    ("version", Self.type("integer", "null")), ("flagged", Self.type("boolean")),
                ]
            ),
            (
                "FileCount",
                [
                    ("record", text),
                    (
                        "fate",
                        .object([
                            ("type", .string("string")),
                            ("enum", .array(FileCounts.Fate.allCases.map { .string($0.rawValue) })),
                        ])
                    ),
                    ("detail", text), ("count", number),
                ]
            ),
            (
                "Interface",
                [
                    ("id", text), ("version", text), ("title", text), ("description", text),
                    ("lifecycle", Self.type("object")), ("effective", Self.type("object")), ("writer", text), ("states", Self.strings),
                    ("kinds", Self.strings), ("format", text), ("encoding", text), ("correction", text),
                    ("publishedAt", Self.type("string", "null")), ("digest", Self.type("string", "null")),
                    ("self", text), ("versions", .object([("type", .string("array"))])),
                ]
            ),
            ("Retirement", retirement),
            (
                "RetirementDetails",
                retirement + ["consumerList", "usage", "brownouts", "history"].map { ($0, .object([("type", .string("array"))])) }
            ),
            (
                "LifeAct",
                [("act", .object([("type", .string("string")), ("enum", .array(LifeRequest.acts.map { .string($0) }))]))]
                    + ["reason", "status", "owner", "successor", "by", "to", "from", "until"].map { ($0, text) }
            ),
            (
                "Kind",
                [
                    ("kind", text), ("version", number), ("title", text), ("key", Self.strings), ("anchor", text),
                    ("domains", Self.strings), ("schema", text),
                ]
            ),
            (
                "Act",
                [
                    ("seq", number), ("at", text), ("actor", text), ("act", text), ("subject", text),
                    ("details", Self.type("object")),
                ]
            ),
            (
                "User",
                [
                    ("name", text), ("roles", Self.strings), ("domains", Self.strings), ("service", Self.type("boolean")),
                    ("login", Self.type("string", "null")), ("createdAt", text), ("revokedAt", Self.type("string", "null")),
                ]
            ),
            (
                "Ownership",
                [
                    ("kind", text), ("domain", text), ("entity", text), ("location", text), ("date", text),
                    ("owner", Self.type("string", "null")), ("epoch", Self.type("integer", "null")),
                    ("phase", text), ("outgoing", text), ("incoming", Self.type("string", "null")),
                    ("boundary", Self.type("string", "null")), ("revision", number),
                    ("highestDate", Self.type("string", "null")),
                    ("epochs", .object([("type", .string("array"))])),
                ]
            ),
        ]
    }

    private var retirement: [(String, JSONText)] {
        let optional = ["successor", "decommissionBy", "since"].map { ($0, Self.type("string", "null")) }
        return ["interface", "version", "writer", "status", "owner", "milestone"].map { ($0, Self.type("string")) } + optional
            + ["slips", "recentRecords", "earlierRecords"].map { ($0, Self.type("integer")) }
            + [
                ("overdue", Self.type("boolean")), ("consumers", Self.type("object")), ("missing", Self.strings),
                ("warnings", Self.strings),
            ]
    }

    /// What cutovers take and give.
    var cutovers: [(String, [(String, JSONText)])] {
        let (text, number) = (Self.type("string"), Self.type("integer"))
        let optional = Self.type("string", "null")
        let list = JSONText.object([("type", .string("array"))])
        return [
            (
                "Cutover",
                [
                    ("cutover", text), ("title", text), ("state", text), ("revision", number), ("kind", text),
                    ("domains", Self.strings), ("from", text), ("to", text), ("boundary", optional),
                    ("phases", Self.type("object")), ("facts", number), ("agreeing", number), ("unexplained", number),
                    ("held", number), ("missing", Self.strings), ("self", text), ("digest", text), ("plan", Self.type("object")),
                    ("authors", Self.strings), ("matching", Self.type("array", "null")), ("cells", list), ("approvals", list),
                    ("gates", list), ("exemptions", list),
                ]
            ),
            ("PlanRequest", [("plan", text)]),
            ("GatesRequest", [("act", text), ("locations", Self.strings)]), ("ApprovalRequest", [("act", text)]),
            ("TransitionRequest", [("act", text), ("locations", Self.strings), ("incident", text)]),
            (
                "ExemptionRequest",
                [("entity", text), ("location", text), ("date", text), ("key", text), ("reason", text), ("until", text)]
            ),
            (
                "StoreDay",
                [
                    ("cell", text), ("date", text), ("facts", number), ("agreeing", number), ("unexplained", number),
                    ("gaps", number), ("counts", Self.type("object")), ("differences", list), ("totals", list),
                ]
            ),
            (
                "Explanation",
                [
                    ("outcomes", Self.type("object")), ("passedOver", Self.type("integer", "null")),
                    ("ignored", Self.type("integer", "null")), ("counts", Self.list("FileCount")),
                    ("refused", Self.type("boolean")), ("findings", Self.list("Finding")),
                    ("duplicateOf", Self.type("integer", "null")), ("cut", Self.type("boolean")), ("records", list),
                ]
            ),
            (
                "InterfaceList",
                [("items", Self.list("Interface")), ("next", Self.type("string", "null")), ("broken", Self.strings)]
            ),
            (
                "Delivery",
                [
                    ("delivery", number), ("target", text), ("act", text), ("role", text), ("domain", text), ("at", text),
                    ("version", Self.reference("Record")),
                ]
            ),
        ]
    }

    /// Lists: what they hold, and of what type their cursor is.
    var pages: [(name: String, item: JSONText, cursor: String)] {
        [
            ("RecordPage", Self.reference("Record"), "string"), ("ChangePage", Self.reference("Record"), "string"),
            ("TransferPage", Self.reference("Receipt"), "string"),
            ("ExceptionPage", Self.reference("Exception"), "string"),
            ("OutcomePage", Self.reference("RecordOutcome"), "integer"),
            ("AuditPage", Self.reference("Act"), "integer"),
            ("OwnershipPage", Self.reference("Ownership"), "string"),
            ("KindList", Self.reference("Kind"), "string"),
            ("RetirementList", Self.reference("Retirement"), "string"),
            ("CutoverList", Self.reference("Cutover"), "string"), ("DifferenceList", Self.reference("StoreDay"), "string"),
            ("DeliveryPage", Self.reference("Delivery"), "integer"),
            ("UserList", Self.reference("User"), "string"),
        ]
    }

    static let strings = JSONText.object([("type", .string("array")), ("items", type("string"))])

    static func list(_ name: String) -> JSONText {
        .object([("type", .string("array")), ("items", reference(name))])
    }

    static func object(_ members: [(String, JSONText)]) -> JSONText {
        .object([("type", .string("object")), ("properties", .object(members))])
    }

    static func type(_ name: String, _ other: String? = nil) -> JSONText {
        guard let other else { return .object([("type", .string(name))]) }
        return .object([("type", .array([.string(name), .string(other)]))])
    }
}
