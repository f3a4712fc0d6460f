import Canonical
import CrossdockTesting
import Registry
import Testing

@Suite struct PublishingTests {
    let now = Instant(seconds: 1_795_442_591)
    let revenue = validInterface.replacing("states: [inventory]", with: "states: [revenue]")

    func folder(_ interfaces: [String]) throws -> RegistryFolder { try RegistryFolder(kinds: [validKind], interfaces: interfaces) }

    @Test func aPublishedVersionNeverChanges() throws {
        let folder = try folder([validInterface])
        let library = try folder.load()
        let publication = try Publisher(library: library).publish(library.definitions[0], by: "ann", approvedBy: nil, at: now)
        #expect(publication.at == "2026-11-23T14:03:11Z" && publication.digest == Digest.of(validInterface).hex)
        #expect(try folder.load().published["test.notes@1.0.0"] == publication)
        try folder.write(validInterface + "# a comment\n", to: "test.notes/1.0.0.yaml")
        let complaints = try #require(throws: Complaints.self) { try folder.load() }
        #expect(complaints.all.count == 1 && complaints.description.contains("was published on 2026-11-23T14:03:11Z and has changed since"))
    }

    @Test func aVersionIsPublishedOnce() throws {
        let folder = try folder([validInterface])
        let library = try folder.load()
        _ = try Publisher(library: library).publish(library.definitions[0], by: "ann", approvedBy: nil, at: now)
        let again = try folder.load()
        #expect(throws: Complaints.self) {
            try Publisher(library: again).publish(again.definitions[0], by: "bob", approvedBy: nil, at: now)
        }
    }

    @Test func whatStatesRevenueNeedsSomebodyElsesApproval() throws {
        let folder = try folder([revenue])
        let library = try folder.load()
        let publisher = Publisher(library: library)
        for approver in [nil, "ann", "", " "] as [String?] {
            #expect(throws: Complaints.self, "\(approver ?? "nobody")") {
                try publisher.publish(library.definitions[0], by: "ann", approvedBy: approver, at: now)
            }
        }
        #expect(throws: Never.self) { try publisher.publish(library.definitions[0], by: "ann", approvedBy: "bob", at: now) }
    }

    @Test func publishingSeveralKeepsAll() throws {
        let folder = try folder([validInterface, validInterface.replacing("version: 1.0.0", with: "version: 1.0.1")])
        let library = try folder.load()
        let publisher = Publisher(library: library)
        for definition in library.definitions { _ = try publisher.publish(definition, by: "ann", approvedBy: nil, at: now) }
        #expect(try folder.load().published.count == 2)
    }

    @Test func aPublishedListThatDoesNotReadIsAComplaint() throws {
        let folder = try folder([validInterface])
        try folder.write("{", to: "published.json")
        #expect(throws: Complaints.self) { try folder.load() }
    }
}
