import Canonical
import CrossdockTesting
import Foundation
import Testing

@testable import Ledger

@Suite struct KeyTests {
    @Test func aTokenIsShownOnceAndFound() throws {
        let bench = try LedgerBench()
        let (key, token) = try bench.ledger.createKey(
            name: "shop", scopes: ["records:read", "records:write:shop.orders"], writer: "shop", by: "ops")
        #expect(token.hasPrefix("cdk_"))
        #expect(token.utf8.count == 68)
        #expect(try bench.ledger.findKey(token: token) == key)
        #expect(try bench.ledger.findKey(token: token + "0") == nil)
        #expect(try bench.ledger.findKey(token: "cdk_" + String(repeating: "0", count: 64)) == nil)
        #expect(try bench.ledger.findKey(token: "") == nil)
        try bench.ledger.revokeKey(key.id, by: "ops")
        #expect(try bench.ledger.findKey(token: token) == nil)
        #expect(try bench.ledger.keys().first?.revokedAt == bench.clock.now())
        #expect(try bench.ledger.auditTail(limit: 9).map(\.act) == ["key.created", "key.revoked"])
        #expect(throws: LedgerError.unknown("key")) { try bench.ledger.revokeKey(99, by: "ops") }
        // A revoked key's name is free again; one in use is not.
        _ = try bench.ledger.createKey(name: "shop", scopes: [], writer: nil, by: "ops")
        #expect(throws: LedgerError.taken("key")) {
            _ = try bench.ledger.createKey(name: "shop", scopes: [], writer: nil, by: "ops")
        }
    }

    @Test func theTokenIsStoredNowhere() throws {
        let bench = try LedgerBench()
        let (_, token) = try bench.ledger.createKey(name: "shop", scopes: [], writer: nil, by: "ops")
        let secret = Data(token.dropFirst(4).utf8)
        for file in try FileManager.default.contentsOfDirectory(atPath: bench.folder) {
            let bytes = try #require(FileManager.default.contents(atPath: bench.folder + "/" + file))
            #expect(bytes.range(of: secret) == nil)
        }
    }

    @Test func scopes() throws {
        let bench = try LedgerBench()
        let (key, _) = try bench.ledger.createKey(
            name: "k", scopes: ["records:write:*", "transfers:read"], writer: nil, by: "ops")
        #expect(key.grants("records:write:store-pos.sales"))
        #expect(key.grants("transfers:read"))
        #expect(!key.grants("transfers:write"))
        #expect(!key.grants("records:read"))
        #expect(throws: LedgerError.self) {
            _ = try bench.ledger.createKey(name: "x", scopes: ["a b"], writer: nil, by: "ops")
        }
    }
}
