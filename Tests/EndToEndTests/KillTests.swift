import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Ownership
import Testing

/// Hazard 25: killed at random points and started again, the daemon loses nothing and doubles nothing.
@Suite(.serialized) struct KillTests {
    struct Sale: Hashable { let store, register, number, date: Substring }

    private func generate(into folder: DropFolder) throws -> (files: [String: [UInt8]], sales: Set<Sale>) {
        let staging = try TemporaryFolder()
        defer { staging.remove() }
        let made = try Program.run(
            ["--interface", "store-pos.sales-csv", "--stores", "50", "--days", "10", "--transactions", "4", "--out", staging.path],
            program: Program.repository + "/scripts/generate-samples")
        try #require(made.status == 0, "\(made.complaint)")
        var files: [String: [UInt8]] = [:]
        var sales: Set<Sale> = []
        for name in DropFolder(staging.path).texts {
            let bytes = try #require(DropFolder(staging.path).read(name))
            files[name] = bytes
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                sales.insert(Sale(store: cells[0], register: cells[1], number: cells[2], date: cells[4]))
            }
            try folder.put(name, bytes)
        }
        return (files, sales)
    }

    enum Source: String, CaseIterable, Sendable { case local, sftp }

    @Test(.timeLimit(.minutes(2)), arguments: Source.allCases) func killedThreeTimes(_ source: Source) throws {
        let server = source == .sftp ? try LoopbackSSHServer() : nil
        var drops: [String] = []
        if let server {
            drops = [
                "  - name: remote", "    interface: store-pos.sales-csv",
                "    sftp: {host: 127.0.0.1, port: \(server.port), user: \(server.user), root: \(server.folder), key: {file: \(try server.clientKey(.ed25519))}, known-hosts: \(server.knownHostsFile)}",
                "    clear: {move: done}", "    every: \"0.05\"", "    minimum-age: 0",
            ]
        }
        let daemon = try RunningDaemon(drops: drops)
        let inbox = server.map { DropFolder($0.folder) } ?? daemon.inbox
        let (files, sales) = try generate(into: inbox)
        #expect(files.count == 500)

        try daemon.start()
        let ledger = try Ledger(folder: daemon.data, timekeeper: SystemTimekeeper(), charter: Charter(rules: []))
        var targets: [Int] = []
        for third in 0..<3 {
            // Somewhere in this third of the work, and at no particular step of a file.
            let target = third * 160 + Int.random(in: 10...150)
            targets.append(target)
            let reached = try eventually(attempts: 2000) { try ledger.transfers(in: .posted) >= target }
            #expect(reached, "\(targets)")
            usleep(UInt32.random(in: 0...10_000))
            daemon.killHard()
            try daemon.start()
        }
        let finished = try eventually(attempts: 3000) { try ledger.counts().pickups[.cleared] == files.count }
        #expect(finished, "killed at \(targets)")
        #expect(daemon.stop() == 0)

        // Every file was posted once and accepted whole, and stands in the sender's archive as it was.
        let transfers = try all { try ledger.transfers(after: $0, limit: 1000) }
        let comment: Comment = "killed at \(targets)"
        #expect(transfers.count == files.count, comment)
        #expect(transfers.allSatisfy { $0.state == .posted && $0.tally[.accepted] == $0.records && $0.duplicateOf == nil }, comment)
        #expect(Dictionary(grouping: transfers, by: \.name).allSatisfy { $1.count == 1 }, comment)
        #expect(Set(transfers.map(\.name)) == Set(files.keys), comment)
        #expect(inbox.texts == [], comment)
        let done = inbox.folder("done")
        #expect(done.texts.count == files.count, comment)
        for (name, bytes) in files {
            #expect(done.read(name) == bytes, comment)
            let digest = Digest.of(bytes).hex
            #expect(DropFolder("\(daemon.data)/archive/\(digest.prefix(2))").read(digest) == bytes, comment)
        }
        // Every sale once, none besides.
        let records = try all { try ledger.records(kind: "sale", after: $0, limit: 1000) }
        #expect(records.count == sales.count, comment)
        #expect(try ledger.counts().versions == sales.count, comment)
        #expect(try ledger.proof().discrepancies == [], comment)
        #expect(try ledger.openPickups(drop: source == .local ? "till" : "remote").isEmpty, comment)
        let doctor = try daemon.run(["doctor"])
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(try daemon.run(["audit", "verify"]).status == 0, comment)
        #expect(try FileManager.default.contentsOfDirectory(atPath: daemon.data + "/archive/staging") == [], comment)
    }

    private func all<T>(_ page: (Cursor?) throws -> Page<T>) throws -> [T] {
        var items: [T] = []
        var cursor: Cursor?
        repeat {
            let next = try page(cursor)
            items += next.items
            cursor = next.next
        } while cursor != nil
        return items
    }
}

extension Ledger {
    fileprivate func transfers(in state: TransferState) throws -> Int { try counts().transfers[state] ?? 0 }
}
