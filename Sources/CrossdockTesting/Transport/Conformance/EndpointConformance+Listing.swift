import Canonical
import Transport

extension EndpointConformance {
    static let listing: [Case] = [
        Case(always: "a listing states sizes, times and kinds") { bench in
            try bench.put("a.csv", "one", modified: 1_790_000_000)
            try bench.put("old.csv", "", modified: 0)
            try bench.put("future.csv", "12345", modified: 4_100_000_000)
            bench.makeFolder("sub")
            bench.link("link.csv", to: "a.csv")
            bench.makeFIFO("pipe.csv")
            let found = try bench.withSession { try $0.entries() }
            try requireEqual(found.count, 6, "the number of names")
            for (text, size, seconds) in [
                ("a.csv", 3, 1_790_000_000), ("old.csv", 0, 0), ("future.csv", 5, 4_100_000_000),
            ] {
                let entry = found[try RemoteName(text)]
                try requireEqual(entry?.kind, .file, "the kind of \(text)")
                try requireEqual(entry?.size, UInt64(size), "the size of \(text)")
                try requireEqual(
                    entry?.modified, Instant(seconds: Int64(seconds)), "the time of \(text)")
            }
            for (text, kind) in [
                ("sub", EndpointEntry.Kind.folder), ("link.csv", .link), ("pipe.csv", .other),
            ] {
                try requireEqual(found[try RemoteName(text)]?.kind, kind, "the kind of \(text)")
            }
        },
        Case(always: "an empty folder is not an error") { bench in
            bench.makeFolder("empty")
            let found = try bench.withSession { try $0.entries(try RemoteFolder("empty")) }
            try requireEqual(found.count, 0, "the number of names")
        },
        Case(always: "a missing folder is not found; a file is not a folder") { bench in
            try bench.put("file", "x")
            try bench.withSession { session in
                try requireError(.notFound, from: "list of a missing folder") {
                    try session.list(try RemoteFolder("none")) { _ in true }
                }
                try requireError(.notAFolder, from: "list of a file") {
                    try session.list(try RemoteFolder("file")) { _ in true }
                }
                try require(session.isOpen, "the session goes on after a refusal")
            }
        },
        Case(always: "3000 names are listed once each") { bench in
            for number in 0..<3000 { try bench.put("store-\(number).csv", "\(number)") }
            let found = try bench.withSession { try $0.entries() }
            try requireEqual(found.count, 3000, "the number of names")
            for number in [0, 99, 100, 101, 2999] {
                let entry = found[try RemoteName("store-\(number).csv")]
                try requireEqual(
                    entry?.size, UInt64("\(number)".count), "the size of number \(number)")
            }
        },
        Case(always: "a visitor may stop a listing, and its error comes through unchanged") {
            bench in
            struct Stop: Error, Equatable { let number: Int }
            for number in 0..<250 { try bench.put("\(number)", "") }
            try bench.withSession { session in
                var count = 0
                try session.list(.root) { _ in
                    count += 1
                    return count < 120
                }
                try requireEqual(count, 120, "the names seen before stopping")
                do {
                    try session.list(.root) { _ in throw Stop(number: 7) }
                    throw ConformanceFailure("the visitor's error is swallowed")
                } catch let error as Stop {
                    try requireEqual(error, Stop(number: 7), "the visitor's error")
                }
                try requireEqual(try session.entries().count, 250, "the names after both")
            }
        },
        Case(always: "calls from inside a listing work") { bench in
            for number in 0..<150 { try bench.put("\(number)", "\(number)") }
            try bench.withSession { session in
                try session.list(.root) { entry in
                    let path = RemoteFolder.root.file(entry.name)
                    try requireEqual(
                        try session.contents(path), entry.name.bytes, "the content of \(path)")
                    return true
                }
            }
        },
        Case(always: "stat of a missing name is nil, and does not follow links") { bench in
            bench.link("dangling", to: "nowhere")
            try bench.put("file", "1234", modified: 1_790_000_001)
            try bench.withSession { session in
                try requireEqual(
                    try session.stat(try bench.path("none")), nil, "stat of a missing name")
                try requireEqual(
                    try session.stat(try bench.path("none/none")), nil, "stat in a missing folder")
                try requireEqual(
                    try session.stat(try bench.path("file/none")), nil, "stat below a file")
                try requireEqual(
                    try session.stat(try bench.path("dangling"))?.kind, .link, "stat of a link")
                let entry = try session.stat(try bench.path("file"))
                let stamp = FileStamp(size: 4, modified: Instant(seconds: 1_790_000_001))
                try requireEqual(entry?.stamp, stamp, "stat of a file")
                try requireEqual(
                    try session.entries()[try RemoteName("file")]?.stamp, stamp, "its listing")
            }
        },
    ]
}
