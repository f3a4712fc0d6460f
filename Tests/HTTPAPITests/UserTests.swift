import Hummingbird
import HummingbirdTesting
import Ownership
import Testing

@testable import HTTPAPI

/// Users as REST sees them, and whose key is whose.
@Suite struct UserTests {
    @Test func usersAreListedWithTheRevokedOnes() async throws {
        let bench = try APIBench()
        let admin = try bench.ledger.createUser(name: "admin", roles: [.admin], login: "root1", by: nil)
        try bench.ledger.createUser(name: "ann", roles: [.controller, .domainOwner], domains: ["inv*", "revenue"], by: admin)
        try bench.ledger.createUser(name: "bot", roles: [], isService: true, by: admin)
        try bench.ledger.revokeUser("bot", by: admin)
        try await bench.run { client async throws in
            let items = try await client.get("/v1/users").json["items"]
            #expect(items.list.map { $0["name"].text } == ["admin", "ann", "bot"])
            #expect(items[0]["login"].text == "root1")
            #expect(items[1]["roles"] == .list([.text("domain-owner"), .text("controller")]))
            #expect(items[1]["domains"] == .list([.text("inv*"), .text("revenue")]))
            #expect(items[1]["revokedAt"] == .null)
            #expect(items[2]["service"] == .flag(true))
            #expect(items[2]["revokedAt"].text == bench.clock.now().description)
        }
    }

    @Test func aKeysHolderIsKnownAndAMachineIsNoPerson() async throws {
        let bench = try APIBench()
        let admin = try bench.ledger.createUser(name: "root", roles: [.admin], by: nil)
        try bench.ledger.createUser(name: "bot", roles: [.operator], isService: true, by: admin)
        func token(_ name: String, _ user: String?) throws -> String {
            try bench.ledger.createKey(name: name, scopes: [], writer: nil, user: user, by: "root").token
        }
        let (human, service, nobody) = (try token("h", "root"), try token("s", "bot"), try token("n", nil))
        let router = bench.api.router()
        let keyed = router.group().add(middleware: Authenticator(keys: KeyCache(bench.api.backend))).group(context: KeyedContext.self)
        keyed.get("name") { _, context in context.userName ?? "-" }
        keyed.get("person") { _, context in try context.person().name }
        keyed.get("human") { _, context in try context.human().name }
        try await bench.api.application(router: router).test(.router) { base in
            let client = Client(base: base)
            #expect(try await client.with(human).get("/human").text == "root")
            #expect(try await client.with(service).get("/person").text == "bot")
            #expect(try await client.with(service).get("/human").isProblem("not-permitted", 403))
            #expect(try await client.with(nobody).get("/person").isProblem("not-permitted", 403))
            #expect(try await client.with(nobody).get("/human").isProblem("not-permitted", 403))
            #expect(try await client.with(nobody).get("/name").text == "-")
            try bench.ledger.revokeUser("bot", by: admin)
            bench.clock.advance(seconds: 5)
            #expect(try await client.with(service).get("/person").isProblem("unauthenticated", 401))
        }
    }
}
