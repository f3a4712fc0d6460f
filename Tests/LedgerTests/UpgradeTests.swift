import Canonical
import CrossdockTesting
import Foundation
import GRDB
import Testing

@testable import Ledger

/// A ledger of the release before users, lives and cutovers is opened by this one.
@Suite struct UpgradeTests {
    @Test func whatWasPostedBeforeIsStillThere() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var before = DatabaseMigrator()
        for (name, script) in [
            Migrations.cells, Migrations.transfers, Migrations.records, Migrations.exceptions, Migrations.pickups, Migrations.audit,
            Migrations.keys, Migrations.clearing,
        ] {
            before.registerMigration(name) { db in try db.execute(sql: script) }
        }
        let queue = try DatabaseQueue(path: Ledger.path(in: folder.path))
        try before.migrate(queue)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO kinds VALUES (1, 'sale', 1);
                    INSERT INTO domains VALUES (1, 'inventory'), (2, 'revenue');
                    INSERT INTO writers VALUES (1, 'legacy-pos');
                    INSERT INTO interfaces VALUES (1, 'store-pos.sales', '1.0.0');
                    INSERT INTO scopes VALUES (1, 1, '1000', '0114');
                    INSERT INTO cells(id, scope, domain, phase, revision, outgoing, highest_date, opened_at)
                        VALUES (1, 1, 1, 1, 1, 1, 20780, 0), (2, 1, 2, 1, 1, 1, 20780, 0);
                    INSERT INTO epochs VALUES (1, 1, NULL, 1, 0), (2, 1, NULL, 1, 0);
                    INSERT INTO transfers(id, door, source, name, interface, writer, size, digest, received_at, state, posted_through,
                        accepted, held) VALUES (1, 1, 'pos', 'old.csv', 1, 1, 9, zeroblob(32), 0, 2, 2, 1, 1);
                    INSERT INTO outcomes VALUES (1, 1, 1, 1, 0, 0, 1, NULL), (1, 2, 1, 4, 3, 0, NULL, 1);
                    INSERT INTO records VALUES (1, 1, 1, 1, 20780, 1, 6, 0, '2026-11-23:3:1', zeroblob(32),
                        '{"businessDate":"2026-11-23","register":"3","number":"1","total":1}');
                    INSERT INTO facts VALUES (1, '2026-11-23:3:1', 1, 1, 1, 1), (1, '2026-11-23:3:1', 2, 1, 1, 1);
                    INSERT INTO set_aside VALUES (1, 1, 2, 4, 3, 1, 20781, 1, 6, 0, '2026-11-24:3:2', zeroblob(32),
                        '{"businessDate":"2026-11-24","register":"3","number":"2","total":2}');
                    """)
        }
        try queue.close()

        let ledger = try Ledger(folder: folder.path, timekeeper: ManualTimekeeper(noonOf: RecordBatch.sampleDay), charter: .forTests)
        #expect(try ledger.proof().discrepancies == [])
        // How its keys were made is not known, so nothing is posted before they are held against the registry.
        #expect(throws: LedgerError.keysChanged("sale@1")) { try ledger.post(.sample(content: "new"), .sample(count: 2)) }
        try ledger.rekey(using: [.saleForTests])
        // At noon of the sample day the next one has begun at UTC+14, and what waited for it is released.
        try ledger.catchUp()
        #expect(try ledger.outcomes(of: 1).map(\.outcome) == [.accepted, .accepted])
        let receipt = try ledger.post(.sample(content: "new"), .sample(count: 2))
        #expect(receipt.transfer.tally[.accepted] == 2)
        #expect(try ledger.records(kind: "sale").items.count == 4)
        #expect(try ledger.proof().discrepancies == [])
        #expect(try ledger.auditVerify().isIntact)
    }
}
